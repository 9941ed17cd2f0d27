#include "widgets/theme/themestate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct NamedColour {
    const char16_t *name;
    QColor Tokens::*member;
};

constexpr std::array themeColours{NamedColour{u"window", &Tokens::window},
                                  NamedColour{u"surface", &Tokens::surface},
                                  NamedColour{u"sunken", &Tokens::sunken},
                                  NamedColour{u"border", &Tokens::border},
                                  NamedColour{u"controlBorder", &Tokens::controlBorder},
                                  NamedColour{u"text", &Tokens::text},
                                  NamedColour{u"textMuted", &Tokens::textMuted},
                                  NamedColour{u"accent", &Tokens::accent},
                                  NamedColour{u"accentHover", &Tokens::accentHover},
                                  NamedColour{u"accentPressed", &Tokens::accentPressed},
                                  NamedColour{u"onAccent", &Tokens::onAccent},
                                  NamedColour{u"accentSoft", &Tokens::accentSoft},
                                  NamedColour{u"focus", &Tokens::focus},
                                  NamedColour{u"ok", &Tokens::ok},
                                  NamedColour{u"okSoft", &Tokens::okSoft},
                                  NamedColour{u"warn", &Tokens::warn},
                                  NamedColour{u"warnSoft", &Tokens::warnSoft},
                                  NamedColour{u"error", &Tokens::error},
                                  NamedColour{u"errorSoft", &Tokens::errorSoft},
                                  NamedColour{u"info", &Tokens::info},
                                  NamedColour{u"infoSoft", &Tokens::infoSoft},
                                  NamedColour{u"training", &Tokens::training},
                                  NamedColour{u"trainingSoft", &Tokens::trainingSoft},
                                  NamedColour{u"chrome", &Tokens::chrome},
                                  NamedColour{u"onChrome", &Tokens::onChrome},
                                  NamedColour{u"chromeMuted", &Tokens::chromeMuted},
                                  NamedColour{u"chromeLine", &Tokens::chromeLine},
                                  NamedColour{u"chromeFocus", &Tokens::chromeFocus}};

constexpr std::array fixedColours{NamedColour{u"overlayPlate", &Tokens::overlayPlate},
                                  NamedColour{u"overlayText", &Tokens::overlayText},
                                  NamedColour{u"guideMet", &Tokens::guideMet},
                                  NamedColour{u"guideOpen", &Tokens::guideOpen},
                                  NamedColour{u"guideDirection", &Tokens::guideDirection},
                                  NamedColour{u"offlineFill", &Tokens::offlineFill},
                                  NamedColour{u"offlineText", &Tokens::offlineText},
                                  NamedColour{u"onlineDot", &Tokens::onlineDot},
                                  NamedColour{u"trainingStripeA", &Tokens::trainingStripeA},
                                  NamedColour{u"trainingStripeB", &Tokens::trainingStripeB}};

constexpr std::array<const char16_t *, 10> styleKeys{u"hint",   u"small",       u"label",    u"body",
                                                     u"field",  u"heading",     u"guidance", u"title",
                                                     u"number", u"citizenValue"};

QString themeKey(ThemeName name)
{
    switch (name) {
    case ThemeName::Light:
        return u"light"_s;
    case ThemeName::Dark:
        return u"dark"_s;
    case ThemeName::HighContrast:
        return u"high-contrast"_s;
    }
    Q_UNREACHABLE();
}

template <std::size_t N>
QString readColours(const QJsonObject &from, const std::array<NamedColour, N> &names, Tokens &into)
{
    for (const NamedColour &entry : names) {
        const QString key = QString::fromUtf16(entry.name);
        const QColor colour(from.value(key).toString());
        if (!colour.isValid())
            return key;
        into.*entry.member = colour;
    }
    return {};
}

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &item : value.toArray())
        list.append(item.toString());
    return list;
}

QString readType(const QJsonObject &type, std::array<TypeRow, 10> &rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QString key = QString::fromUtf16(styleKeys.at(i));
        const QJsonObject row = type.value(key).toObject();
        const QJsonObject latin = row.value("latin"_L1).toObject();
        const QJsonObject naskh = row.value("naskh"_L1).toObject();
        rows.at(i)
            = {latin.value("size"_L1).toInt(), latin.value("line"_L1).toInt(), naskh.value("size"_L1).toInt(),
               naskh.value("line"_L1).toInt(), row.value("weight"_L1).toInt() >= 700};
        if (rows.at(i).latinSize <= 0 || rows.at(i).naskhSize <= 0)
            return key;
    }
    return {};
}

} // namespace

tl::expected<ThemeData, QString> parseTheme(const QByteArray &json, ThemeName name)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    ThemeData data;
    data.tokens.name = name;
    const QJsonObject colours = root.value("themes"_L1).toObject().value(themeKey(name)).toObject();
    if (const QString missing = readColours(colours, themeColours, data.tokens); !missing.isEmpty())
        return tl::unexpected(u"themes."_s + themeKey(name) + u'.' + missing);
    if (const QString missing = readColours(root.value("fixed"_L1).toObject(), fixedColours, data.tokens);
        !missing.isEmpty())
        return tl::unexpected(u"fixed."_s + missing);
    if (const QString missing = readType(root.value("type"_L1).toObject(), data.type); !missing.isEmpty())
        return tl::unexpected(u"type."_s + missing);
    const QJsonObject fonts = root.value("font"_L1).toObject();
    data.latinFamilies = strings(fonts.value("latin"_L1));
    data.naskhFamilies = strings(fonts.value("naskh"_L1));
    data.nastaliqFamilies = strings(fonts.value("nastaliq"_L1));
    if (data.latinFamilies.isEmpty() || data.naskhFamilies.isEmpty() || data.nastaliqFamilies.isEmpty())
        return tl::unexpected(u"font"_s);
    return data;
}

QHash<QString, QColor> Tokens::byName() const
{
    QHash<QString, QColor> names;
    for (const NamedColour &entry : themeColours)
        names.insert(QString::fromUtf16(entry.name), this->*entry.member);
    for (const NamedColour &entry : fixedColours)
        names.insert(QString::fromUtf16(entry.name), this->*entry.member);
    return names;
}

QPalette Tokens::palette() const
{
    QPalette made;
    made.setColor(QPalette::Window, window);
    made.setColor(QPalette::WindowText, text);
    made.setColor(QPalette::Base, surface);
    made.setColor(QPalette::AlternateBase, sunken);
    made.setColor(QPalette::Text, text);
    made.setColor(QPalette::Button, surface);
    made.setColor(QPalette::ButtonText, text);
    made.setColor(QPalette::BrightText, onAccent);
    made.setColor(QPalette::Highlight, accent);
    made.setColor(QPalette::HighlightedText, onAccent);
    made.setColor(QPalette::PlaceholderText, textMuted);
    made.setColor(QPalette::ToolTipBase, surface);
    made.setColor(QPalette::ToolTipText, text);
    made.setColor(QPalette::Link, accent);
    made.setColor(QPalette::Light, surface);
    made.setColor(QPalette::Midlight, sunken);
    made.setColor(QPalette::Mid, border);
    made.setColor(QPalette::Dark, controlBorder);
    made.setColor(QPalette::Shadow, controlBorder);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        made.setColor(QPalette::Disabled, role, textMuted);
    made.setColor(QPalette::Disabled, QPalette::Button, sunken);
    made.setColor(QPalette::Disabled, QPalette::Base, sunken);
    return made;
}

} // namespace indraj
