#include "conformance/features.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace whobuilds::conformance {
namespace {

std::string trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(" \t\r"), end = text.find_last_not_of(" \t\r");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

bool starts_with(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

// Cells of "| a | b |"; a backslash keeps the bar after it.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::string cell;
  for (size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '|' || line[i + 1] == '\\')) {
      cell += line[++i];
    } else if (line[i] == '|') {
      cells.push_back(trimmed(cell));
      cell.clear();
    } else {
      cell += line[i];
    }
  }
  return cells;
}

// A step with what is written below it.
struct Step {
  std::string text, block;
  Table table;
};

struct Outline {
  std::string name;
  std::vector<Step> steps;
  std::vector<Table> examples;
};

std::string replaced(std::string text, const std::vector<std::string>& names, const std::vector<std::string>& values) {
  for (size_t i = 0; i < names.size(); ++i) {
    const std::string mark = "<" + names[i] + ">";
    for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + values[i].size())) {
      text.replace(at, mark.size(), values[i]);
    }
  }
  return text;
}

std::string last_word(const std::string& text) {
  const size_t colon = text.rfind(": ");
  return colon == std::string::npos ? "*" : trimmed(text.substr(colon + 2));
}

void apply(const Step& step, Scenario& scenario) {
  const std::string& text = step.text;
  if (text.find(" graph") != std::string::npos && starts_with(text, "the ")) {
    scenario.graph = text.substr(4, text.find(" graph") - 4);
  } else if (starts_with(text, "having executed")) {
    scenario.setup.push_back(step.block);
  } else if (starts_with(text, "parameters are")) {
    for (const auto& row : step.table) scenario.parameters.emplace_back(row[0], row[1]);
  } else if (starts_with(text, "executing query") || starts_with(text, "executing control query")) {
    scenario.query = step.block;
  } else if (starts_with(text, "the result should be")) {
    scenario.expects_result = true;
    scenario.in_order = text.find("in order") != std::string::npos;
    scenario.lists_unordered = text.find("ignoring element order") != std::string::npos;
    scenario.result = step.table;
  } else if (text.find("should be raised") != std::string::npos) {
    scenario.error = last_word(text);
  }
}

Scenario scenario_of(const std::vector<Step>& background, const Outline& outline, const std::vector<std::string>& names,
                     const std::vector<std::string>& values) {
  Scenario scenario;
  for (const Step& step : background) apply(step, scenario);
  for (Step step : outline.steps) {
    step.text = replaced(step.text, names, values);
    step.block = replaced(step.block, names, values);
    for (auto& row : step.table) {
      for (std::string& cell : row) cell = replaced(cell, names, values);
    }
    apply(step, scenario);
  }
  return scenario;
}

class FeatureReader {
 public:
  explicit FeatureReader(const std::string& path) : file_(std::filesystem::path(path).stem().string()), in_(path) {}

  std::vector<Scenario> read() {
    std::string line;
    while (std::getline(in_, line)) take(trimmed(line), line);
    close();
    return std::move(scenarios_);
  }

 private:
  void take(const std::string& line, const std::string& raw) {
    if (line.empty() || line.front() == '#' || line.front() == '@') return;
    if (line == "\"\"\"") return read_block(raw.find('"'));
    if (line.front() == '|') return add_row(cells_of(line));
    if (starts_with(line, "Background:")) return begin(nullptr);
    if (starts_with(line, "Scenario")) return begin(&line);
    if (starts_with(line, "Examples:")) {
      outline_.examples.emplace_back();
      in_examples_ = true;
      return;
    }
    for (const char* word : {"Given ", "When ", "Then ", "And ", "But ", "* "}) {
      if (starts_with(line, word)) return steps_->push_back({trimmed(line.substr(std::string(word).size())), "", {}});
    }
  }

  void begin(const std::string* scenario) {
    close();
    in_examples_ = false;
    steps_ = scenario == nullptr ? &background_ : &outline_.steps;
    if (scenario != nullptr) {
      outline_.name = trimmed(scenario->substr(scenario->find(':') + 1));
      open_ = true;
    }
  }

  void close() {
    if (open_) {
      ++number_;
      if (outline_.examples.empty()) add(outline_.name, {}, {});
      for (const Table& table : outline_.examples) {
        for (size_t row = 1; row < table.size(); ++row)
          add(outline_.name + " #" + std::to_string(row), table[0], table[row]);
      }
    }
    outline_ = {};
    open_ = false;
  }
  void add(const std::string& name, const std::vector<std::string>& names, const std::vector<std::string>& values) {
    Scenario scenario = scenario_of(background_, outline_, names, values);
    scenario.name = file_ + ": " + name;
    scenario.number = number_;
    scenarios_.push_back(std::move(scenario));
  }

  // A text between lines of """, without the indentation of the first of these.
  void read_block(size_t indentation) {
    std::string line, block;
    while (std::getline(in_, line) && trimmed(line) != "\"\"\"") {
      const size_t text = line.find_first_not_of(" \t");
      block += (text == std::string::npos ? "" : line.substr(std::min(indentation, text))) + "\n";
    }
    steps_->back().block = trimmed(block.substr(0, block.find_last_not_of('\n') + 1));
  }

  void add_row(std::vector<std::string> cells) {
    (in_examples_ ? outline_.examples.back() : steps_->back().table).push_back(std::move(cells));
  }

  std::string file_;
  std::ifstream in_;
  std::vector<Step> background_;
  Outline outline_;
  std::vector<Step>* steps_ = &background_;
  bool open_ = false, in_examples_ = false;
  size_t number_ = 0;
  std::vector<Scenario> scenarios_;
};

}  // namespace

std::vector<Scenario> read_features(const std::string& path) { return FeatureReader(path).read(); }

}  // namespace whobuilds::conformance
