#pragma once

#include "widgets/theme/tokens.h"

namespace indraj {

/// Whether the interface speaks Urdu now (and is laid out from right to left).
bool urduInterface();
/// Font and line height of `style` in the language of the interface.
QFont uiFont(TextStyle style);
int uiLineHeight(TextStyle style);
/// How much larger than designed all text is: 1 to 2. Set by applyTextScale().
double textScale();
/// `pixels` of text size in the design, at the scale in force.
int scaledText(int pixels);
/// `pixels` of height or width in the design of something that holds one line of text. Grows less than the
/// text: the air around it stays.
int scaledRoom(int pixels);
/// `font`, not larger than `pixels`: for a plate over a picture, whose height does not grow.
QFont atMost(QFont font, int pixels);
/// Text is so large that rail and card fold to icons, forms to one column and hints go.
bool foldedText();
/// Wraps numbers, dates and codes ("12-B") so that they keep their order inside an Urdu line.
QString isolated(const QString &text);

} // namespace indraj
