#include "whobuilds/ask.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "graph/knowledge_graph.h"
#include "query/names.h"
#include "query/question_reader.h"
#include "query/rows.h"
#include "query/verbs.h"

namespace whobuilds {
namespace query {
namespace {

constexpr size_t kLongestQuestion = 1000;

Diagnostic too_long(size_t size) {
  Diagnostic problem;
  problem.code = "ask.too_long";
  problem.message = "the question has " + std::to_string(size) + " bytes";
  problem.expected = "at most " + std::to_string(kLongestQuestion);
  problem.remedy = "ask a shorter question";
  return problem;
}

// The nodes of each level at which the name fits, the best level first.
using Levels = std::vector<std::vector<uint32_t>>;

// The nodes of the first level that has some for which `holds`.
template <typename Condition>
std::vector<uint32_t> first_fitting(const Levels& levels, const Condition& holds) {
  for (const std::vector<uint32_t>& level : levels) {
    std::vector<uint32_t> fitting;
    std::copy_if(level.begin(), level.end(), std::back_inserter(fitting), holds);
    if (!fitting.empty()) return fitting;
  }
  return {};
}

// Answers about the names of one graph.
class NamedAnswers {
 public:
  // `reader` may be null: then names have no words for their type beside them.
  NamedAnswers(const Graph& graph, const Names& names, const QuestionReader* reader)
      : graph_(graph), names_(names), reader_(reader) {}

  // About `x`; where `y` is not empty, only the rows whose node has that name.
  Result<Answer> answer(const Request& request, std::string_view x, std::string_view y) const {
    if (request.verb == "path") return path(x, y);
    if (x.empty()) return everything(request);
    const Levels known = levels(x), known_others = y.empty() ? Levels() : levels(y);
    Diagnostics problems;
    if (known.empty()) problems.push_back(unknown_name(names_, x));
    if (!y.empty() && known_others.empty()) problems.push_back(unknown_name(names_, y));
    if (!problems.empty()) return problems;
    const std::vector<uint32_t> meant = meant_by(known, request);
    if (meant.size() > 1) return ambiguous_name(names_, x, meant);
    Answer answer = answer_of(request, {meant.front()});
    answer.rows = rows_of(graph_, request, meant.front());
    return y.empty() ? Result<Answer>(std::move(answer)) : about_other(std::move(answer), y, known_others);
  }

 private:
  Levels levels(std::string_view name) const {
    Levels levels = names_.levels(name);
    if (!levels.empty() || reader_ == nullptr) return levels;
    const std::optional<TypedName> typed = reader_->typed_name(name);
    if (!typed) return levels;
    for (const std::vector<uint32_t>& level : names_.levels(typed->name)) {
      std::vector<uint32_t> of_type;
      std::copy_if(level.begin(), level.end(), std::back_inserter(of_type),
                   [&](uint32_t node) { return graph_.nodes()[node].type == typed->type; });
      if (!of_type.empty()) levels.push_back(std::move(of_type));
    }
    return levels;
  }

  // Of several things that share the name, those of which the request can be asked are meant (who builds DeepSeek: the
  // model; what does DeepSeek build: the company), and among them those about which it finds something.
  std::vector<uint32_t> meant_by(const Levels& levels, const Request& request) const {
    std::vector<uint32_t> meant =
        first_fitting(levels, [&](uint32_t node) { return fits_type(graph_, request, graph_.nodes()[node].type); });
    if (meant.empty()) meant = first_fitting(levels, [&](uint32_t node) { return applies(graph_, request, node); });
    if (meant.empty()) meant = levels.front();
    if (meant.size() == 1) return meant;
    const std::vector<uint32_t> telling =
        first_fitting({meant}, [&](uint32_t node) { return applies(graph_, request, node); });
    return telling.empty() ? meant : telling;
  }

  Answer answer_of(const Request& request, std::vector<uint32_t> subjects) const {
    Answer answer;
    answer.template_id = request.verb;
    answer.understood = to_text(request);
    for (const uint32_t subject : subjects) answer.understood += " " + graph_.nodes()[subject].id;
    answer.count = request.count;
    answer.since = request.since;
    answer.subjects = std::move(subjects);
    return answer;
  }

  Result<Answer> everything(const Request& request) const {
    Answer answer = answer_of(request, {});
    answer.rows = rows_of_all(graph_, request);
    return answer;
  }

  // Only the rows of the other thing: does Y supply X?
  Result<Answer> about_other(Answer answer, std::string_view name, const Levels& levels) const {
    std::vector<uint32_t> others = first_fitting(levels, [&](uint32_t node) {
      return std::any_of(answer.rows.begin(), answer.rows.end(), [&](const AnswerRow& row) { return row.node == node; });
    });
    if (others.empty()) others = levels.front();
    if (others.size() > 1) return ambiguous_name(names_, name, others);
    answer.rows.erase(std::remove_if(answer.rows.begin(), answer.rows.end(),
                                     [&](const AnswerRow& row) { return row.node != others.front(); }),
                      answer.rows.end());
    answer.subjects.push_back(others.front());
    answer.understood += " " + graph_.nodes()[others.front()].id;
    return answer;
  }

  Result<Answer> path(std::string_view from, std::string_view to) const {
    Diagnostics problems;
    std::vector<uint32_t> ends;
    for (const std::string_view name : {from, to}) {
      const Levels known = levels(name);
      if (known.empty()) problems.push_back(unknown_name(names_, name));
      if (!known.empty() && known.front().size() > 1) problems.push_back(ambiguous_name(names_, name, known.front()));
      if (!known.empty()) ends.push_back(known.front().front());
    }
    if (!problems.empty()) return problems;
    Request request;
    request.verb = "path";
    Answer answer = answer_of(request, ends);
    answer.rows = path_rows(graph_, ends[0], ends[1]);
    return answer;
  }

  const Graph& graph_;
  const Names& names_;
  const QuestionReader* reader_;
};

// "planned builds-chips Huawei": what is asked for, and a name or two ids.
struct WordForm {
  Request request;
  std::string_view x, y;
};

std::optional<WordForm> word_form(const Graph& graph, std::string_view question) {
  const Ontology& ontology = graph::Access::ontology(graph);
  WordForm form;
  while (form.request.verb.empty()) {
    const size_t space = std::min(question.find(' '), question.size());
    if (space == 0 || !add_word(ontology, question.substr(0, space), form.request)) return std::nullopt;
    question.remove_prefix(std::min(space + 1, question.size()));
  }
  const size_t space = question.find(' ');
  const bool two_ids = space != std::string_view::npos && graph.find_node(question.substr(0, space)) != SIZE_MAX &&
                       graph.find_node(question.substr(space + 1)) != SIZE_MAX;
  form.x = two_ids ? question.substr(0, space) : question;
  if (two_ids) form.y = question.substr(space + 1);
  const bool has_subject = !form.x.empty() || !form.request.since.empty();
  const bool complete = has_subject && (form.request.verb != "path" || two_ids);
  return complete ? std::optional<WordForm>(form) : std::nullopt;
}

bool only_unknown_names(const Diagnostics& problems) {
  return std::all_of(problems.begin(), problems.end(),
                     [](const Diagnostic& problem) { return problem.code == "ask.unknown_name"; });
}

// The answers of the readings of a question, one after the other.
class Readings {
 public:
  Readings(const Graph& graph, const NamedAnswers& answers, const QuestionReader& reader)
      : graph_(graph), answers_(answers), reader_(reader) {}

  // The first template that gives an answer about something that can have one is believed; among its readings those go
  // first that find something.
  Result<Answer> answer(std::string_view question) {
    const std::vector<Reading> readings = reader_.read(question);
    for (size_t begin = 0, end = 0; begin < readings.size() && best_fit_ == Fit::none; begin = end) {
      for (; end < readings.size() && readings[end].question_template == readings[begin].question_template; ++end) {
        try_reading(readings[end]);
      }
    }
    if (best_) return *best_;
    if (problems_.empty()) return reader_.decline(question);
    return problems_;
  }

 private:
  enum class Fit : uint8_t { none, type, rows };  // nothing found and nothing to be found; to be found; found

  Fit fit_of(const Request& request, const Answer& answer) const {
    if (!answer.rows.empty()) return Fit::rows;
    const Verb* verb = find_verb(request.verb);
    const bool about_anything = verb != nullptr && (verb->steps.empty() || *verb->steps.front().relation == 0);
    if (about_anything || answer.subjects.empty()) return Fit::type;
    return fits_type(graph_, request, graph_.nodes()[answer.subjects.front()].type) ? Fit::type : Fit::none;
  }

  void try_reading(const Reading& reading) {
    Result<Answer> answer = answers_.answer(reading.request, reading.x, reading.y);
    const Language language = reading.question_template->language;
    if (!answer) {
      const bool no_name = only_unknown_names(answer.diagnostics()) &&
                           (reader_.asks_something(reading.x, language) || reader_.asks_something(reading.y, language));
      if (problems_.empty() && !no_name) problems_ = answer.diagnostics();
      return;
    }
    const Fit fit = fit_of(reading.request, *answer);
    if (best_ && fit <= best_fit_) return;
    best_fit_ = fit;
    best_ = std::move(*answer);
    best_->template_id = reading.question_template->id;
    best_->language = language;
  }

  const Graph& graph_;
  const NamedAnswers& answers_;
  const QuestionReader& reader_;
  std::optional<Answer> best_;
  Fit best_fit_ = Fit::none;
  Diagnostics problems_;  // of the first reading that names something
};

Result<Answer> answer_verb(const Graph& graph, const Names& names, std::string_view verb, std::string_view x,
                           std::string_view y = {}) {
  Request request;
  request.verb = verb;
  return NamedAnswers(graph, names, nullptr).answer(request, x, y);
}

}  // namespace
}  // namespace query

struct Answerer::State {
  State(const Graph& asked, const RuleSet& rules) : graph(asked), rule_set(rules), names(asked), reader(rules.rules()) {}

  const Graph& graph;
  RuleSet rule_set;  // keeps the rules that `reader` points into
  query::Names names;
  query::QuestionReader reader;
};

Answerer::Answerer(const Graph& graph, const RuleSet& rule_set)
    : state_(std::make_unique<const State>(graph, rule_set)) {}
Answerer::~Answerer() = default;
Answerer::Answerer(Answerer&&) noexcept = default;
Answerer& Answerer::operator=(Answerer&&) noexcept = default;

Result<Answer> Answerer::ask(std::string_view question) const {
  if (question.size() > query::kLongestQuestion) return query::too_long(question.size());
  const query::NamedAnswers answers(state_->graph, state_->names, &state_->reader);
  if (const auto form = query::word_form(state_->graph, question)) return answers.answer(form->request, form->x, form->y);
  return query::Readings(state_->graph, answers, state_->reader).answer(question);
}

Result<Answer> Answerer::ask_verb(std::string_view verb, std::string_view name) const {
  return query::answer_verb(state_->graph, state_->names, verb, name);
}

Result<Answer> Answerer::ask_path(std::string_view from, std::string_view to) const {
  return query::answer_verb(state_->graph, state_->names, "path", from, to);
}

Result<std::vector<uint32_t>> Answerer::find_entities(const std::vector<std::string>& names) const {
  return query::find_entities(state_->names, names);
}

Result<Answer> ask(const Graph& graph, const RuleSet& rule_set, std::string_view question) {
  return Answerer(graph, rule_set).ask(question);
}

Result<Answer> ask_who_builds(const Graph& graph, std::string_view name) {
  return query::answer_verb(graph, query::Names(graph), "who-builds", name);
}

Result<Answer> ask_builds_what(const Graph& graph, std::string_view name) {
  return query::answer_verb(graph, query::Names(graph), "builds-what", name);
}

Result<Answer> ask_neighbours(const Graph& graph, std::string_view name) {
  return query::answer_verb(graph, query::Names(graph), "neighbours", name);
}

Result<Answer> ask_path(const Graph& graph, std::string_view from, std::string_view to) {
  return query::answer_verb(graph, query::Names(graph), "path", from, to);
}

}  // namespace whobuilds
