// Results of queries as JSON, CSV and aligned columns.
#include <algorithm>

#include "core/utf8.h"
#include "export/csv_writer.h"
#include "export/json_writer.h"
#include "whobuilds/query.h"

namespace whobuilds {
namespace {

using exporting::CsvReader;
using exporting::CsvWriter;
using exporting::JsonWriter;

class ValueWriter {
 public:
  ValueWriter(const PropertyGraph& graph, JsonWriter& json) : graph_(graph), json_(json) {}

  void write(const Value& value) {
    switch (value.type()) {
      case Value::Type::null:
        return json_.null();
      case Value::Type::boolean:
        return json_.value(value.boolean());
      case Value::Type::integer:
        return json_.integer(value.integer());
      case Value::Type::real:
        return json_.value(value.real());
      case Value::Type::string:
        return json_.value(value.string());
      case Value::Type::temporal:
        return json_.value(temporal_text(value.temporal()));
      case Value::Type::list:
        return write_list(value.list());
      case Value::Type::map:
        return write_map(value.map());
      case Value::Type::node:
        return write_node(value.node());
      case Value::Type::relationship:
        return write_relationship(value.relationship());
      default:
        return write_path(value.path());
    }
  }

 private:
  void write_list(const List& list) {
    json_.begin_array();
    for (const Value& member : list) write(member);
    json_.end_array();
  }
  void write_map(const Map& map) {
    json_.begin_object();
    for (const auto& member : map) {
      json_.key(member.first);
      write(member.second);
    }
    json_.end_object();
  }
  void write_node(uint32_t node) {
    json_.begin_object();
    json_.key("labels").begin_array();
    for (const uint32_t label : graph_.labels_of(node)) json_.value(graph_.labels()[label]);
    json_.end_array();
    json_.key("properties").begin_object();
    for (const std::string& key : graph_.node_keys(node)) {
      json_.key(key);
      write(graph_.node_property(node, key));
    }
    json_.end_object();
    json_.end_object();
  }
  void write_relationship(uint32_t relationship) {
    json_.begin_object();
    json_.member("type", graph_.relationship_types()[graph_.type_of(relationship)]);
    write_end("source", graph_.source_of(relationship));
    write_end("target", graph_.target_of(relationship));
    json_.key("properties").begin_object();
    for (const std::string& key : graph_.relationship_keys(relationship)) {
      json_.key(key);
      write(graph_.relationship_property(relationship, key));
    }
    json_.end_object();
    json_.end_object();
  }
  // A node by its id, or by its number where nodes have none.
  void write_end(std::string_view name, uint32_t node) {
    const Value id = graph_.node_property(node, "id");
    json_.key(name);
    write(id.is_null() ? Value(static_cast<int64_t>(node)) : id);
  }
  void write_path(const Path& path) {
    json_.begin_object();
    json_.key("nodes").begin_array();
    for (const uint32_t node : path.nodes) write_node(node);
    json_.end_array();
    json_.key("relationships").begin_array();
    for (const uint32_t relationship : path.relationships) write_relationship(relationship);
    json_.end_array();
    json_.end_object();
  }

  const PropertyGraph& graph_;
  JsonWriter& json_;
};

// Texts as they are, all else as the language writes it.
std::string plain_text(const PropertyGraph& graph, const Value& value) {
  if (value.is(Value::Type::string)) return value.string();
  if (value.is(Value::Type::temporal)) return temporal_text(value.temporal());
  return value.is_null() ? "" : value_text(graph, value);
}

uint32_t width_of(std::string_view text) {
  uint32_t width = 0;
  for (uint32_t at = 0; at < text.size();) width += core::decode(text, at) >= 0x2E80 ? 2 : 1;
  return width;
}

// One line; what would break it becomes a space.
std::string one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  return text;
}

bool is_number_column(const QueryResult& result, size_t column) {
  bool any = false;
  for (const auto& row : result.rows) {
    if (row[column].is_null()) continue;
    if (!row[column].is_number()) return false;
    any = true;
  }
  return any;
}

void append_cell(std::string& out, const std::string& text, uint32_t width, bool right, bool last) {
  const std::string filling(width - std::min(width, width_of(text)), ' ');
  if (right) out += filling;
  out += text;
  if (!right && !last) out += filling;
  out += last ? "\n" : "  ";
}

}  // namespace

std::string query_result_to_json(const PropertyGraph& graph, const QueryResult& result) {
  return exporting::json_document([&](JsonWriter& json) {
    ValueWriter values(graph, json);
    json.key("columns").begin_array();
    for (const std::string& column : result.columns) json.value(column);
    json.end_array();
    json.key("rows").begin_array();
    for (const auto& row : result.rows) {
      json.begin_array();
      for (const Value& value : row) values.write(value);
      json.end_array();
    }
    json.end_array();
  });
}

std::string query_result_to_csv(const PropertyGraph& graph, const QueryResult& result) {
  std::string out;
  CsvWriter csv(out, CsvReader::spreadsheet);
  for (const std::string& column : result.columns) csv.text(column);
  csv.end_row();
  for (const auto& row : result.rows) {
    for (const Value& value : row) {
      const std::string text = plain_text(graph, value);
      if (value.is_number()) {
        csv.plain(text);
      } else {
        csv.text(text);
      }
    }
    csv.end_row();
  }
  return out;
}

std::string query_result_to_table(const PropertyGraph& graph, const QueryResult& result) {
  std::vector<std::vector<std::string>> lines = {{}};
  for (const std::string& column : result.columns) lines.front().push_back(one_line(column));
  for (const auto& row : result.rows) {
    lines.emplace_back();
    for (const Value& value : row) lines.back().push_back(value.is_null() ? "-" : one_line(plain_text(graph, value)));
  }
  const size_t columns = result.columns.size();
  std::vector<uint32_t> widths(columns);
  std::vector<bool> right;
  for (size_t i = 0; i < columns; ++i) {
    for (const auto& line : lines) widths[i] = std::max(widths[i], width_of(line[i]));
    right.push_back(is_number_column(result, i));
  }
  std::vector<std::string> rule;
  for (const uint32_t width : widths) rule.emplace_back(width, '-');
  lines.insert(lines.begin() + 1, std::move(rule));
  std::string out;
  for (const auto& line : lines) {
    for (size_t i = 0; i < columns; ++i) append_cell(out, line[i], widths[i], right[i], i + 1 == columns);
  }
  return out;
}

}  // namespace whobuilds
