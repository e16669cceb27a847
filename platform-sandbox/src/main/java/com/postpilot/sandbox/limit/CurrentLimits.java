package com.postpilot.sandbox.limit;

import com.postpilot.sandbox.journal.Chapter;
import org.springframework.stereotype.Component;

/** The limits in force: the real platforms' until somebody says otherwise. */
@Component
public class CurrentLimits implements Chapter<Limits> {

  private volatile Limits current = Limits.REAL;

  public InstagramLimits instagram() {
    return current.instagram();
  }

  public FacebookLimits facebook() {
    return current.facebook();
  }

  public TikTokLimits tiktok() {
    return current.tiktok();
  }

  Limits current() {
    return current;
  }

  @Override
  public Class<Limits> facts() {
    return Limits.class;
  }

  @Override
  public void apply(Limits limits) {
    current = limits;
  }

  @Override
  public void clear() {
    current = Limits.REAL;
  }
}
