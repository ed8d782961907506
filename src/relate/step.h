// Where an argument was found that its clause leaves out or only refers to. The step's name ends the id of the rule
// that read the clause ("group/construction+topic"), and `explain` shows it.
#pragma once

#include <cstdint>

namespace whobuilds::relate {

enum class Step : uint8_t {
  none,     // the name itself stands there
  host,     // the name that an island hangs on
  subject,  // of the sentence
  clause,   // named before a pronoun in its sentence
  told,     // who had the role in an earlier statement, or was told a value that goes with it
  topic,    // what the text goes on with
  section,  // named by the heading
  title,    // what the document is about
};

constexpr const char* step_name(Step step) {
  switch (step) {
    case Step::none:
      return "";
    case Step::host:
      return "host";
    case Step::subject:
      return "subject";
    case Step::clause:
      return "clause";
    case Step::told:
      return "statement";
    case Step::topic:
      return "topic";
    case Step::section:
      return "section";
    case Step::title:
      return "title";
  }
  return "";
}

}  // namespace whobuilds::relate
