package com.postpilot.queue.post;

import com.postpilot.common.security.Caller;
import com.postpilot.common.web.Problem;
import com.postpilot.common.web.ProblemCode;
import com.postpilot.queue.item.Item;
import com.postpilot.queue.item.TakeBack;
import java.util.Objects;
import org.springframework.stereotype.Component;

@Component
class PostTakeBack implements TakeBack {
  private final PostService posts;

  PostTakeBack(PostService posts) {
    this.posts = posts;
  }

  @Override
  public void takeBack(Caller caller, Item item) {
    var postId = Objects.requireNonNull(item.postId());
    try {
      posts.ask(
          post -> {
            post.unschedule(item.workspaceId(), postId, caller.userId());
            return true;
          });
    } catch (Problem refusal) {
      if (refusal.code() != ProblemCode.NOT_FOUND) { // else somebody deleted it
        throw refusal;
      }
    }
  }
}
