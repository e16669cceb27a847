package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.graph.Fields;
import com.postpilot.sandbox.handle.Handle;
import java.util.List;
import java.util.Map;

/** People and Pages as the API shows them; links lead to the sandbox. */
final class ProfileShapes {

  private static final List<String> TASKS =
      List.of("MODERATE", "MESSAGING", "ANALYZE", "ADVERTISE", "CREATE_CONTENT", "MANAGE");
  private static final String CATEGORY = "Shopping & retail";
  private static final String CATEGORY_ID = "200600219953504";

  private ProfileShapes() {}

  static Fields<Person> ofPeople(String origin) {
    return new Fields<Person>()
        .with("id", Person::id)
        .with("name", Person::name)
        .with("picture", person -> picture(person.handle(), origin));
  }

  /**
   * @param credential a person's gives each of their Pages its own token
   */
  static Fields<Page> ofPages(String origin, Credential credential) {
    return new Fields<Page>()
        .with("id", Page::id)
        .with("name", Page::name)
        .with("username", Page::handle)
        .with("access_token", page -> token(page, credential))
        .with("category", page -> CATEGORY)
        .with("category_list", page -> List.of(Map.of("id", CATEGORY_ID, "name", CATEGORY)))
        .with("tasks", page -> TASKS)
        .with("picture", page -> picture(page.handle(), origin))
        .with("fan_count", page -> 0)
        .with("followers_count", page -> 0)
        .with("is_published", page -> true)
        .with("instagram_business_account", page -> null);
  }

  private static String token(Page page, Credential credential) {
    return switch (credential) {
      case Credential.OfPerson(var token) -> People.pageToken(token, page.id());
      case Credential.OfPage ofPage -> ofPage.value();
    };
  }

  private static Map<String, Object> picture(String handle, String origin) {
    var data =
        Map.of(
            "url",
            origin + new Handle(handle).avatarPath(),
            "height",
            320,
            "width",
            320,
            "is_silhouette",
            false);
    return Map.of("data", data);
  }
}
