package com.postpilot.sandbox.publication;

import com.postpilot.sandbox.control.ControlApi;
import com.postpilot.sandbox.journal.Journal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;

@ControlApi
class PublicationsController {

  private final Publications publications;
  private final Journal journal;

  PublicationsController(Publications publications, Journal journal) {
    this.publications = publications;
    this.journal = journal;
  }

  record PublicationsResponse(List<Publication> items) {}

  @GetMapping("/_sandbox/publications")
  PublicationsResponse read() {
    return new PublicationsResponse(journal.exclusively(publications::all));
  }
}
