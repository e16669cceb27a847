package com.postpilot.sandbox.tiktok.account;

import com.postpilot.sandbox.journal.Chapter;
import com.postpilot.sandbox.tiktok.account.CreatorFact.AccessEnded;
import com.postpilot.sandbox.tiktok.account.CreatorFact.CreatorConsented;
import com.postpilot.sandbox.tiktok.account.CreatorFact.CreatorSeen;
import com.postpilot.sandbox.tiktok.account.CreatorFact.SessionOpened;
import com.postpilot.sandbox.tiktok.account.CreatorFact.SessionRenewed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Creators, and the codes and tokens issued for them. */
@Component
class Creators implements Chapter<CreatorFact> {

  private final Map<String, Creator> creators = new LinkedHashMap<>();
  private final Map<String, ConsentCode> openCodes = new HashMap<>();
  private final Map<String, Session> byToken = new HashMap<>();
  private final Set<String> dead = new HashSet<>();

  List<Creator> all() {
    return List.copyOf(creators.values());
  }

  Optional<Creator> find(String openId) {
    return Optional.ofNullable(creators.get(openId));
  }

  Creator creator(String openId) {
    return Objects.requireNonNull(creators.get(openId), "No creator " + openId);
  }

  Optional<ConsentCode> openCode(String value) {
    return Optional.ofNullable(openCodes.get(value));
  }

  /** The session that an access or refresh token was issued in, dead or alive. */
  Optional<Session> session(String token) {
    return Optional.ofNullable(byToken.get(token));
  }

  boolean isDead(String token) {
    return dead.contains(token);
  }

  @Override
  public Class<CreatorFact> facts() {
    return CreatorFact.class;
  }

  @Override
  public void apply(CreatorFact fact) {
    switch (fact) {
      case CreatorSeen(var creator) -> creators.put(creator.openId(), creator);
      case CreatorConsented(var code) -> openCodes.put(code.value(), code);
      case SessionOpened(var code, var session) -> {
        openCodes.remove(code);
        add(session);
      }
      case SessionRenewed(var refreshToken, var session) -> {
        if (!refreshToken.equals(session.refreshToken())) {
          dead.add(refreshToken);
        }
        add(session);
      }
      case AccessEnded(var openId) ->
          byToken.forEach(
              (token, session) -> {
                if (session.openId().equals(openId)) {
                  dead.add(token);
                }
              });
    }
  }

  private void add(Session session) {
    byToken.put(session.accessToken(), session);
    byToken.put(session.refreshToken(), session);
  }

  @Override
  public void clear() {
    creators.clear();
    openCodes.clear();
    byToken.clear();
    dead.clear();
  }
}
