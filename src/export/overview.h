// What a crowded relations diagram shows: groups of companies as cards, what connects two cards as one line, and what
// is too small for a card written out. Independent of how it is drawn.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "export/captions.h"
#include "export/pill_table.h"
#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// One thing, or a family with its variants ("+ 7"), or those for which there is no room.
struct CardPill {
  Pill pill;
  size_t nodes = 1;  // that it stands for
};

// A maker of the group with what it makes.
struct CardSection {
  std::vector<CardPill> pills;  // of a unit: itself first
};

struct Card {
  std::string title;
  std::string note;  // behind the title: of things of one type whose maker is not in the graph
  std::string tooltip;
  Color color;
  std::vector<CardSection> sections;
};

// All edges between two cards that are denied, or all that are not.
struct CardLine {
  uint32_t source = 0, target = 0;  // indices into Overview::cards
  size_t edges = 0;
  uint32_t relation = 0;                   // that of most of them: index into Overview::relations
  Status status = Status::asserted;        // the surest of them
  bool forward = false, backward = false;  // some lead that way; symmetric edges lead neither way
  std::string tooltip;
};

// A group that is too small for a card, with all that is said of it.
struct OverviewRow {
  std::string title;
  std::string tooltip;
  Color color;
  size_t nodes = 1;
  std::vector<std::string> claims;  // "supplies: Apple, AMD"
};

// Each drawn node is in one pill, one card's title, one row, or counted in `unshown_nodes`. Each edge is within a card,
// in one line, written in a row, or counted as unshown.
struct Overview {
  std::vector<Card> cards;             // the weightiest first
  std::vector<CardLine> lines;         // by source, target
  std::vector<std::string> relations;  // labels; those of most lines first
  std::vector<OverviewRow> rows;
  size_t nodes = 0, edges = 0;  // of the graph
  size_t unconnected = 0;       // nodes without edges are not drawn
  size_t nested_edges = 0, line_edges = 0, written_edges = 0;
  size_t unshown_nodes = 0, unshown_edges = 0;
  std::vector<LegendEntry> types;
  std::vector<std::pair<Status, std::string>> statuses;
};

// Whether nodes and lines one by one would be too many to be read.
bool is_crowded(const Graph& graph);

// A group is a company, its units and what they make; a unit that makes much is a group of its own. What several
// develop is with the one of whom most sentences say so. At most 30 cards, 24 pills in a section, 120 rows.
Overview overview_of(const Graph& graph, const ExportOptions& options);

}  // namespace whobuilds::exporting
