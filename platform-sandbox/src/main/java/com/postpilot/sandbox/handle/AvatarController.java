package com.postpilot.sandbox.handle;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Profile pictures: the initial on a colour of the account's own. */
@Controller
class AvatarController {

  private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

  @GetMapping("/avatars/{handle:[a-z0-9._-]+}.svg")
  ResponseEntity<String> avatar(@PathVariable String handle) {
    var hue = Math.floorMod(handle.hashCode(), 360);
    return ResponseEntity.ok()
        .contentType(SVG)
        .body(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="320" height="320" viewBox="0 0 32 32">
              <rect width="32" height="32" fill="hsl(%d 45%% 42%%)"/>
              <text x="16" y="21.5" text-anchor="middle" font-family="system-ui, sans-serif" font-size="16" font-weight="600" fill="#fff">%s</text>
            </svg>
            """
                .formatted(hue, new Handle(handle).initial()));
  }
}
