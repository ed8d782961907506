// From paths to facts: what the verbs share that read articles.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "whobuilds/document.h"
#include "whobuilds/fact.h"
#include "whobuilds/facts_record.h"
#include "whobuilds/rule_set.h"

namespace whobuilds::cli {

struct Inputs {
  std::vector<std::string> paths;  // files, folders, globs, "-"
  unsigned jobs = 0;               // worker threads; 0: one per core
  bool quiet = false;              // no progress and no summary
};

struct InputReport {
  size_t files = 0;
  size_t documents = 0;
  size_t errors = 0;
  size_t warnings = 0;
  bool unreadable = false;  // an input could not be found or opened

  // kIo, then kInputErrors (under `strict`, or when nothing at all could be read), then kDone.
  ExitCode exit_code(bool strict) const;
};

struct ExtractedDocument {
  Document document;
  DocumentFacts facts;
  PreparedRecord record;  // of these facts, with the texts of their sentences
};

// Reads every document of `inputs` and extracts it, on inputs.jobs threads. `use` is called for each in the order of
// the inputs, never twice at a time: the outcome does not depend on the number of threads. A few documents for each
// thread are held at a time, whatever the size of the inputs. A faulty input is reported to stderr and the others are
// still done.
InputReport extract_documents(const Inputs& inputs, const RuleSet& rule_set,
                              const std::function<void(ExtractedDocument&& document)>& use);

}  // namespace whobuilds::cli
