package com.postpilot.sandbox.facebook.account;

import com.postpilot.sandbox.fault.Fault;
import com.postpilot.sandbox.fault.Gate;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.graph.UseCase;
import com.postpilot.sandbox.journal.Journal;
import com.postpilot.sandbox.traffic.Call;
import com.postpilot.sandbox.traffic.ClientConnection;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every call to graph.facebook.com, and to its upload host, comes in here. */
@Component
public class FacebookDoor {

  private static final String SELF = "me";

  private final Gate gate;
  private final Credentials credentials;
  private final People people;
  private final Journal journal;
  private final AppSecretProof proof;

  FacebookDoor(
      Gate gate, Credentials credentials, People people, Journal journal, AppSecretProof proof) {
    this.gate = gate;
    this.credentials = credentials;
    this.people = people;
    this.journal = journal;
    this.proof = proof;
  }

  /** Lets a call in that a Page makes about what is its own. */
  public <T> T enterAsPage(
      GraphRequest request,
      Operation operation,
      Permission permission,
      Function<PageVisit, T> apply) {
    return gate.pass(
        call(request, operation), twist -> apply.apply(asPage(request, permission, twist)));
  }

  /** Lets a call in that a Page makes about the Page in its path, which must be itself. */
  public <T> T enterAsPage(
      GraphRequest request,
      Operation operation,
      Permission permission,
      String page,
      Function<PageVisit, T> apply) {
    return enterAsPage(
        request,
        operation,
        permission,
        visit -> {
          if (!page.equals(SELF) && !page.equals(visit.page().id())) {
            throw GraphError.noSuchObject(page);
          }
          return apply.apply(visit);
        });
  }

  /** Lets an upload in, whose parameters are all in its headers. */
  public <T> T enterWithUpload(
      String token, ClientConnection connection, Function<PageVisit, T> apply) {
    var call =
        new Call(
            Platform.FACEBOOK,
            Operation.REEL_UPLOAD,
            credentials.holder(token).orElse(null),
            connection,
            () -> credentials.revoke(token));
    return gate.pass(
        call,
        twist ->
            apply.apply(
                visit(credentials.requireAlive(token), Permission.PAGES_MANAGE_POSTS, twist)));
  }

  /** Lets a call in that shows a token that is alive. */
  <T> T enter(GraphRequest request, Operation operation, Function<Credential, T> apply) {
    return gate.pass(call(request, operation), twist -> apply.apply(authenticate(request)));
  }

  /** Lets a call in that shows the app's own secret instead of a token, or is about a token. */
  <T> T enterAsApp(
      GraphRequest request, Operation operation, @Nullable String about, Supplier<T> apply) {
    var account =
        Optional.ofNullable(about)
            .flatMap(value -> credentials.holder(value).or(() -> credentials.giver(value)));
    var call =
        new Call(
            Platform.FACEBOOK,
            operation,
            account.orElse(null),
            request.connection(),
            () -> Optional.ofNullable(about).ifPresent(credentials::revoke));
    return gate.pass(call, twist -> apply.get());
  }

  private PageVisit asPage(
      GraphRequest request, Permission permission, Supplier<Optional<Fault>> twist) {
    return visit(authenticate(request), permission, twist);
  }

  private PageVisit visit(
      Credential credential, Permission permission, Supplier<Optional<Fault>> twist) {
    if (!(credential instanceof Credential.OfPage page)) {
      throw GraphError.of(210, "(#210) A page access token is required to request this resource.");
    }
    if (!credential.granted().contains(permission)) {
      throw GraphError.of(
          200,
          "(#200) Requires %s permission to manage the object".formatted(permission.wireName()));
    }
    return new PageVisit(
        journal.exclusively(() -> people.page(page.pageId())).orElseThrow(), twist);
  }

  private Credential authenticate(GraphRequest request) {
    var token =
        request
            .token()
            .orElseThrow(
                () ->
                    GraphError.of(
                        2500,
                        "An active access token must be used to query information about the current user."));
    var alive = credentials.requireAlive(token);
    proof.check(token, request);
    return alive;
  }

  private Call call(GraphRequest request, Operation operation) {
    var account = request.token().flatMap(credentials::holder);
    account.ifPresent(known -> request.showUsageOf(known.id(), UseCase.PAGES));
    return new Call(
        Platform.FACEBOOK,
        operation,
        account.orElse(null),
        request.connection(),
        () -> request.token().ifPresent(credentials::revoke));
  }
}
