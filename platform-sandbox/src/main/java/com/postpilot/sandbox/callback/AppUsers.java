package com.postpilot.sandbox.callback;

import com.postpilot.sandbox.traffic.Platform;
import java.util.Optional;

/** The people of a platform who let the app in, and what the app hears when they think better. */
public interface AppUsers {

  Platform platform();

  /** The app's id of the person behind an account, which tests may name by id or handle. */
  Optional<String> behind(String account);

  /** All that the app holds of the person is dead from now on. */
  void removeApp(String userId);

  Callback deauthorized(String userId);

  /** The request to forget the person; empty if the platform has none. */
  Optional<Callback> deletionRequested(String userId);
}
