package com.postpilot.queue.post;

import com.postpilot.common.contract.Event;
import com.postpilot.common.contract.PostEvent;
import com.postpilot.common.contract.PublisherOutcome;
import com.postpilot.queue.json.JsonText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is told of a post before the answer that names it: the post may be out, held or deleted
 * while its item still asks for it. Every call needs a transaction.
 */
@Component
class EarlyEvents {
  private static final Map<String, Class<?>> TYPES =
      Stream.<Class<?>>of(PostEvent.class, PublisherOutcome.class)
          .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private final JdbcClient jdbc;

  EarlyEvents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void keep(UUID postId, Event event) {
    jdbc.sql(
            """
            insert into early_event (event_id, workspace_id, post_id, type, payload)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """)
        .params(
            event.eventId(),
            event.workspaceId(),
            postId,
            event.getClass().getSimpleName(),
            JsonText.of(event))
        .update();
  }

  /** In the order in which they came. */
  List<Event> of(UUID workspaceId, UUID postId) {
    return jdbc.sql(
            """
            select type, payload from early_event where workspace_id = ? and post_id = ?
            order by position
            """)
        .params(workspaceId, postId)
        .query((row, n) -> event(row.getString("type"), row.getString("payload")))
        .list();
  }

  private static Event event(String type, String payload) {
    return (Event) JsonText.read(payload, Objects.requireNonNull(TYPES.get(type)));
  }

  /** Of a post that was named; needs the transaction in which they had their effect. */
  void forget(UUID workspaceId, UUID postId) {
    jdbc.sql("delete from early_event where workspace_id = ? and post_id = ?")
        .params(workspaceId, postId)
        .update();
    forgetUnlessSomebodyAsks(workspaceId);
  }

  /** After an answer that named none. */
  void forgetUnlessSomebodyAsks(UUID workspaceId) {
    jdbc.sql(
            """
            delete from early_event where workspace_id = :workspace
              and not exists (select from scheduling where workspace_id = :workspace)
            """)
        .param("workspace", workspaceId)
        .update();
  }
}
