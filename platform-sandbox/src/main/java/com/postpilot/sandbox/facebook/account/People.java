package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.facebook.account.FacebookFact.AppRemoved;
import com.postpilot.sandbox.facebook.account.FacebookFact.ConsentGiven;
import com.postpilot.sandbox.facebook.account.FacebookFact.ConsentRedeemed;
import com.postpilot.sandbox.facebook.account.FacebookFact.CredentialDied;
import com.postpilot.sandbox.facebook.account.FacebookFact.PageOpened;
import com.postpilot.sandbox.facebook.account.FacebookFact.PersonJoined;
import com.postpilot.sandbox.facebook.account.FacebookFact.UserTokenIssued;
import com.postpilot.sandbox.journal.Chapter;
import com.postpilot.sandbox.media.MediaStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** People, their Pages, and what the app holds of them. */
@Component
class People implements Chapter<FacebookFact> {

  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final Map<String, ConsentCode> openCodes = new HashMap<>();
  private final Map<String, Credential> credentials = new HashMap<>();
  private final Set<String> dead = new HashSet<>();
  private final Set<String> removed = new HashSet<>();

  List<Person> all() {
    return List.copyOf(people.values());
  }

  boolean has(Person person) {
    return people.containsKey(person.id());
  }

  Person person(String id) {
    return Objects.requireNonNull(people.get(id), "No person " + id);
  }

  Optional<Page> page(String id) {
    return Optional.ofNullable(pages.get(id));
  }

  /** The person of that id or handle, or who has a Page of that id or handle. */
  Optional<String> ownerOf(String account) {
    var byPage =
        pages.values().stream()
            .filter(page -> page.account().answersTo(account))
            .map(Page::ownerId);
    var directly =
        people.values().stream()
            .filter(person -> person.account().answersTo(account))
            .map(Person::id);
    return Stream.concat(directly, byPage).findFirst();
  }

  List<Page> pagesOf(String personId) {
    return pages.values().stream().filter(page -> page.ownerId().equals(personId)).toList();
  }

  Optional<ConsentCode> openCode(String value) {
    return Optional.ofNullable(openCodes.get(value));
  }

  Optional<Credential> credential(String value) {
    return Optional.ofNullable(credentials.get(value));
  }

  /** Whether the credential was taken away, and the person still uses the app. */
  boolean isDead(Credential credential) {
    return dead.contains(credential.value());
  }

  /** Whether it went when the person threw the app out. */
  boolean isRemoved(Credential credential) {
    return removed.contains(credential.origin().value());
  }

  /** The token of a Page follows from the token that it is made from. */
  static String pageToken(UserToken token, String pageId) {
    var seed = (token.value() + pageId).getBytes(StandardCharsets.UTF_8);
    return "EAAP" + MediaStore.sha256(seed) + pageId;
  }

  @Override
  public Class<FacebookFact> facts() {
    return FacebookFact.class;
  }

  @Override
  public void apply(FacebookFact fact) {
    switch (fact) {
      case PersonJoined(var person) -> people.put(person.id(), person);
      case PageOpened(var page) -> pages.put(page.id(), page);
      case ConsentGiven(var code) -> openCodes.put(code.value(), code);
      case ConsentRedeemed(var code, var token) -> {
        openCodes.remove(code);
        hold(token);
      }
      case UserTokenIssued(var token) -> hold(token);
      case CredentialDied(var value) -> dead.add(value);
      case AppRemoved(var personId) -> remove(personId);
    }
  }

  private void hold(UserToken token) {
    credentials.put(token.value(), new Credential.OfPerson(token));
    for (var pageId : token.consent().pageIds()) {
      var value = pageToken(token, pageId);
      credentials.put(value, new Credential.OfPage(value, pageId, token));
    }
  }

  private void remove(String personId) {
    openCodes.values().removeIf(code -> code.consent().personId().equals(personId));
    credentials.values().stream()
        .map(Credential::origin)
        .filter(token -> token.consent().personId().equals(personId))
        .map(UserToken::value)
        .forEach(removed::add);
  }

  @Override
  public void clear() {
    people.clear();
    pages.clear();
    openCodes.clear();
    credentials.clear();
    dead.clear();
    removed.clear();
  }
}
