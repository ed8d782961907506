#include "export/theme.h"

namespace whobuilds::exporting {

Theme::Theme(bool is_dark)
    : dark(is_dark),
      paper(Color::parse(dark ? "#0f172a" : "#ffffff")),
      ink(Color::parse(dark ? "#f1f5f9" : "#0f172a")),
      quiet(Color::parse(dark ? "#94a3b8" : "#64748b")),
      line(Color::parse(dark ? "#94a3b8" : "#475569")),
      denied(Color::parse(dark ? "#f87171" : "#dc2626")),
      house(Color::parse(dark ? "#1e293b" : "#f8fafc")),
      added(Color::parse(dark ? "#4ade80" : "#15803d")),
      removed(Color::parse(dark ? "#f87171" : "#dc2626")),
      changed(Color::parse(dark ? "#fbbf24" : "#b45309")) {}

Color Theme::fill(Color color) const { return mix(color, paper, dark ? 0.28 : 0.13); }
Color Theme::text(Color color) const { return mix(color, ink, dark ? 0.25 : 0.35); }

}  // namespace whobuilds::exporting
