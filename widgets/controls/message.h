#pragma once

#include <QColor>
#include <QString>

namespace indraj {

struct Tokens;

/// State of a message, chip, banner or tile. Each has its own glyph shape as well as a colour.
enum class MessageKind { Neutral, Ok, Info, Warn, Error, Accent };

/// Icon name: circle, triangle, octagon ...; empty for Neutral.
QString messageIcon(MessageKind kind);
QColor messageColour(const Tokens &tokens, MessageKind kind);
QColor messageSoftColour(const Tokens &tokens, MessageKind kind);
/// Value of the dynamic property "tone" of labels ("ok", "warn" ...; "muted" for Neutral).
QString messageTone(MessageKind kind);

} // namespace indraj
