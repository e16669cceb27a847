package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.fault.Gate;
import com.postpilot.sandbox.graph.GraphError;
import com.postpilot.sandbox.graph.GraphRequest;
import com.postpilot.sandbox.graph.UseCase;
import com.postpilot.sandbox.traffic.Call;
import com.postpilot.sandbox.traffic.Operation;
import com.postpilot.sandbox.traffic.Platform;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Every call to graph.instagram.com comes in here. */
@Component
public class GraphDoor {

  private static final String SELF = "me";

  private final Gate gate;
  private final Tokens tokens;

  GraphDoor(Gate gate, Tokens tokens) {
    this.gate = gate;
    this.tokens = tokens;
  }

  /** Lets a call in whose token has the scope. */
  public <T> T enter(
      GraphRequest request, Operation operation, Scope scope, Function<Visit, T> apply) {
    return gate.pass(
        call(request, operation),
        twist -> {
          var profile = tokens.authenticate(request.token(), scope);
          return apply.apply(new Visit(profile, twist));
        });
  }

  /** Lets a call in that is about the account in its path, which must be the token's own. */
  public <T> T enter(
      GraphRequest request,
      Operation operation,
      Scope scope,
      String user,
      Function<Visit, T> apply) {
    return enter(
        request,
        operation,
        scope,
        visit -> {
          if (!user.equals(SELF) && !user.equals(visit.profile().id())) {
            throw GraphError.noSuchObject(user);
          }
          return apply.apply(visit);
        });
  }

  /** Lets a call in that is about the token itself. */
  <T> T enterWithToken(GraphRequest request, Operation operation, Supplier<T> apply) {
    return gate.pass(call(request, operation), twist -> apply.get());
  }

  private Call call(GraphRequest request, Operation operation) {
    var account = request.token().flatMap(tokens::holder);
    account.ifPresent(known -> request.showUsageOf(known.id(), UseCase.INSTAGRAM));
    return new Call(
        Platform.INSTAGRAM,
        operation,
        account.orElse(null),
        request.connection(),
        () -> request.token().ifPresent(tokens::revoke));
  }
}
