// The options that several verbs have, worded once.
#pragma once

#include <string>

#include "cli/commands.h"

namespace whobuilds::cli {

constexpr const char* kDefaultStore = "whobuilds.db";

// --rules: `folder` stays "" for the embedded rules.
void add_rules_option(CLI::App& command, std::string& folder);

// --jobs: `jobs` keeps its value when it is not given.
void add_jobs_option(CLI::App& command, unsigned& jobs);

// --quiet.
void add_quiet_option(CLI::App& command, bool& quiet);

// --db, of verbs that work on a store: `database` keeps its value when it is not given.
void add_store_option(CLI::App& command, std::string& database);

// --keep-text, of verbs that add to a store: `keep` keeps its value when it is not given.
void add_keep_option(CLI::App& command, std::string& keep);

}  // namespace whobuilds::cli
