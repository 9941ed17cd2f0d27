#include "widgets/theme/focusring.h"
#include "widgets/theme/proxystyle.h"
#include "widgets/theme/textstyle.h"
#include "widgets/theme/themestate.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double largestTextScale = 2.0;

QByteArray readResource(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a built-in resource is missing: %s", qPrintable(path));
    return file.readAll();
}

QString styleSheet(const Tokens &tokens)
{
    QString sheet = QString::fromUtf8(readResource(u":/theme/indraj.qss"_s));
    const QHash<QString, QColor> colours = tokens.byName();
    QStringList names = colours.keys();
    // Longest first: @text must not eat the beginning of @textMuted.
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
    for (const QString &name : std::as_const(names))
        sheet.replace(u'@' + name, colours.value(name).name());
    return sheet;
}

QFont fontOf(const QStringList &families, int pixelSize, bool bold)
{
    QFont font(families);
    font.setPixelSize(pixelSize);
    font.setWeight(bold ? QFont::Bold : QFont::Normal);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

const TypeRow &row(TextStyle style) { return ThemeState::current().type.at(static_cast<std::size_t>(style)); }

} // namespace

const ThemeState &ThemeState::inForce()
{
    const auto *state = qApp->findChild<ThemeState *>(QString(), Qt::FindDirectChildrenOnly);
    Q_ASSERT_X(state, "ThemeState::inForce", "applyTheme has not been called");
    return *state;
}

void applyTheme(QApplication &app, ThemeName name)
{
    auto data = parseTheme(readResource(u":/theme/tokens.json"_s), name);
    if (!data)
        qFatal("tokens.json lacks %s", qPrintable(data.error()));
    auto *state = app.findChild<ThemeState *>(QString(), Qt::FindDirectChildrenOnly);
    if (!state) {
        state = new ThemeState(&app);
        new FocusRing(&app);
        if (QFontDatabase::addApplicationFont(u":/fonts/IndrajNastaliq-Regular.ttf"_s) < 0)
            qFatal("the built-in Nastaliq font does not load");
        app.setStyle(new ProxyStyle);
    }
    state->data = *data;
    app.setPalette(data->tokens.palette());
    app.setFont(uiFont(TextStyle::Body));
    app.setStyleSheet(styleSheet(data->tokens));
}

void applyTextScale(QApplication &app, double scale)
{
    auto *state = app.findChild<ThemeState *>(QString(), Qt::FindDirectChildrenOnly);
    Q_ASSERT_X(state, "applyTextScale", "applyTheme has not been called");
    scale = qBound(1.0, scale, largestTextScale);
    if (qFuzzyCompare(state->textScale, scale))
        return;
    state->textScale = scale;
    app.setFont(uiFont(TextStyle::Body));
    QEvent changed(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&app, &changed);
}

double textScale() { return ThemeState::inForce().textScale; }

int scaledText(int pixels) { return qRound(pixels * textScale()); }

int scaledRoom(int pixels)
{
    constexpr double share = 0.7;
    return qRound(pixels * (1 + (textScale() - 1) * share));
}

QFont atMost(QFont font, int pixels)
{
    font.setPixelSize(qMin(font.pixelSize(), pixels));
    return font;
}

bool foldedText()
{
    constexpr double from = 1.5;
    return textScale() >= from - 0.001;
}

const Tokens &tokensOf(const QWidget *) { return ThemeState::current().tokens; }

QFont latinFont(TextStyle style)
{
    const ThemeData &data = ThemeState::current();
    // Urdu inside a Latin line must come from Naskh, never from a font the system picks.
    return fontOf(data.naskhFamilies, scaledText(row(style).latinSize), row(style).bold);
}

QFont naskhFont(TextStyle style)
{
    return fontOf(ThemeState::current().naskhFamilies, scaledText(row(style).naskhSize), row(style).bold);
}

QFont nastaliqFont(int pixelSize)
{
    constexpr int minimum = 14;
    return fontOf(ThemeState::current().nastaliqFamilies, qMax(minimum, pixelSize), false);
}

int lineHeight(TextStyle style, bool urdu)
{
    return scaledText(urdu ? row(style).naskhLine : row(style).latinLine);
}

bool urduInterface() { return QGuiApplication::layoutDirection() == Qt::RightToLeft; }

QFont uiFont(TextStyle style) { return urduInterface() ? naskhFont(style) : latinFont(style); }

int uiLineHeight(TextStyle style) { return lineHeight(style, urduInterface()); }

QString isolated(const QString &text)
{
    constexpr char16_t leftToRightIsolate = u'\u2066';
    constexpr char16_t popIsolate = u'\u2069';
    return QChar(leftToRightIsolate) + text + QChar(popIsolate);
}

} // namespace indraj
