package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.clock.SandboxClock;
import com.postpilot.sandbox.facebook.account.DialogRequest.Refused;
import com.postpilot.sandbox.facebook.account.FacebookFact.ConsentGiven;
import com.postpilot.sandbox.facebook.account.FacebookFact.PageOpened;
import com.postpilot.sandbox.facebook.account.FacebookFact.PersonJoined;
import com.postpilot.sandbox.graph.Opaque;
import com.postpilot.sandbox.handle.Handle;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.limit.CurrentLimits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A person lets the app in. */
@Component
class Dialog {

  /** People to choose from in the dialog of a sandbox where nobody has been yet. */
  private static final List<String> SUGGESTED =
      List.of("linen.and.loam", "northlight.ceramics", "fern_and_fable");

  private final People people;
  private final Journal journal;
  private final SandboxClock clock;
  private final CurrentLimits limits;

  Dialog(People people, Journal journal, SandboxClock clock, CurrentLimits limits) {
    this.people = people;
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
  }

  /** Who may sit in front of the dialog, the suggested ones first. */
  List<Person> candidates() {
    var known = journal.exclusively(people::all);
    return Stream.concat(SUGGESTED.stream().map(Person::named), known.stream()).distinct().toList();
  }

  Person person(String handle) {
    if (!Handle.mayBeChosen(handle)) {
      throw new Refused("A username has 1 to 30 small letters, digits, dots and underscores");
    }
    return Person.named(handle);
  }

  /** The Pages that a person can choose from: those that there are, and so many at least. */
  List<Page> pagesOf(Person person, int atLeast) {
    var known = journal.exclusively(() -> people.pagesOf(person.id()));
    return Stream.concat(person.pages(atLeast).stream(), known.stream()).distinct().toList();
  }

  /** Returns a code. A person who is new joins Facebook first, and opens the Pages. */
  String approve(Person person, DialogRequest request, Set<Permission> granted, List<Page> pages) {
    if (!request.permissions().containsAll(granted)) {
      throw new Refused("Only what the app asked for can be granted");
    }
    return journal.exclusively(
        () -> {
          if (!people.has(person)) {
            journal.append(new PersonJoined(person));
          }
          pages.stream()
              .filter(page -> people.page(page.id()).isEmpty())
              .forEach(page -> journal.append(new PageOpened(page)));
          var code = code(person, request, granted, pages);
          journal.append(new ConsentGiven(code));
          return code.value();
        });
  }

  private ConsentCode code(
      Person person, DialogRequest request, Set<Permission> granted, List<Page> pages) {
    var now = clock.instant();
    var declined = EnumSet.copyOf(request.permissions());
    declined.removeAll(granted);
    var consent =
        new Consent(person.id(), granted, declined, pages.stream().map(Page::id).toList(), now);
    return new ConsentCode(
        "AQ" + Opaque.text(160),
        consent,
        request.redirectUri(),
        now.plusSeconds(limits.facebook().codeSeconds()));
  }
}
