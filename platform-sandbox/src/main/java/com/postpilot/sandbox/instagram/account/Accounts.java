package com.postpilot.sandbox.instagram.account;

import com.postpilot.sandbox.instagram.account.AccountFact.CodeIssued;
import com.postpilot.sandbox.instagram.account.AccountFact.CodeRedeemed;
import com.postpilot.sandbox.instagram.account.AccountFact.ProfileCreated;
import com.postpilot.sandbox.instagram.account.AccountFact.TokenIssued;
import com.postpilot.sandbox.instagram.account.AccountFact.TokenRevoked;
import com.postpilot.sandbox.journal.Chapter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Profiles, and the codes and tokens issued for them. */
@Component
class Accounts implements Chapter<AccountFact> {

  private final Map<String, Profile> profiles = new LinkedHashMap<>();
  private final Map<String, AuthorizationCode> openCodes = new HashMap<>();
  private final Map<String, AccessToken> tokens = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();

  List<Profile> profiles() {
    return List.copyOf(profiles.values());
  }

  boolean hasProfile(String id) {
    return profiles.containsKey(id);
  }

  Profile profile(String id) {
    return Objects.requireNonNull(profiles.get(id), "No profile " + id);
  }

  Optional<AuthorizationCode> openCode(String value) {
    return Optional.ofNullable(openCodes.get(value));
  }

  Optional<AccessToken> token(String value) {
    return Optional.ofNullable(tokens.get(value));
  }

  List<AccessToken> tokensOf(String appScopedId) {
    return tokens.values().stream()
        .filter(token -> profile(token.profileId()).appScopedId().equals(appScopedId))
        .filter(token -> !isRevoked(token))
        .toList();
  }

  boolean isRevoked(AccessToken token) {
    return revoked.contains(token.value());
  }

  @Override
  public Class<AccountFact> facts() {
    return AccountFact.class;
  }

  @Override
  public void apply(AccountFact fact) {
    switch (fact) {
      case ProfileCreated(var profile) -> profiles.put(profile.id(), profile);
      case CodeIssued(var code) -> openCodes.put(code.value(), code);
      case CodeRedeemed(var code, var token) -> {
        openCodes.remove(code);
        tokens.put(token.value(), token);
      }
      case TokenIssued(var token) -> tokens.put(token.value(), token);
      case TokenRevoked(var token) -> revoked.add(token);
    }
  }

  @Override
  public void clear() {
    profiles.clear();
    openCodes.clear();
    tokens.clear();
    revoked.clear();
  }
}
