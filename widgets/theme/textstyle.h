#pragma once

#include "widgets/theme/tokens.h"

namespace indraj {

/// Whether the interface speaks Urdu now (and is laid out from right to left).
bool urduInterface();
/// Font and line height of `style` in the language of the interface.
QFont uiFont(TextStyle style);
int uiLineHeight(TextStyle style);
/// Wraps numbers, dates and codes ("12-B") so that they keep their order inside an Urdu line.
QString isolated(const QString &text);

} // namespace indraj
