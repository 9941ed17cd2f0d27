#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QPalette>
#include <QString>

class QApplication;
class QWidget;

namespace indraj {

enum class ThemeName { Light, Dark, HighContrast };

/// Rows of the type table in the design: a Latin and a Naskh size each.
enum class TextStyle { Hint, Small, Label, Body, Field, Heading, Guidance, Title, Number, CitizenValue };

/// Colours, sizes and fonts of one theme, read from resources/theme/tokens.json. A value type; custom widgets
/// hold a reference from `tokensOf(widget)` and repaint on QEvent::PaletteChange.
struct Tokens {
    ThemeName name = ThemeName::Light;
    QColor window, surface, sunken, border, controlBorder, text, textMuted;
    QColor accent, accentHover, accentPressed, onAccent, accentSoft, focus;
    QColor ok, okSoft, warn, warnSoft, error, errorSoft, info, infoSoft, training, trainingSoft;
    QColor chrome, onChrome, chromeMuted, chromeLine, chromeFocus;
    // The same in every theme: drawn over camera pictures.
    QColor overlayPlate, overlayText, guideMet, guideOpen, guideDirection;
    QColor offlineFill, offlineText, onlineDot, trainingStripeA, trainingStripeB;

    QHash<QString, QColor> byName() const; ///< for @token replacement in the style sheet
    QPalette palette() const;
};

/// Fonts by style. `urdu` picks the Naskh size and family; Nastaliq only for titles and names.
QFont latinFont(TextStyle style);
QFont naskhFont(TextStyle style);
QFont nastaliqFont(int pixelSize);
int lineHeight(TextStyle style, bool urdu);

/// Loads fonts and tokens, sets Fusion + proxy style, palette and style sheet. Call once, in app/ or a test.
void applyTheme(QApplication &app, ThemeName name);
/// Text of `scale` times the designed size (1 to 2), in every window and at once: widgets hear of it as of a
/// change of the language, which changes their fonts too.
void applyTextScale(QApplication &app, double scale);
/// The tokens in force; valid after applyTheme.
const Tokens &tokensOf(const QWidget *widget);

} // namespace indraj
