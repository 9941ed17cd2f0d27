#pragma once

#include "widgets/theme/tokens.h"

#include <QObject>

#include <tl/expected.hpp>

#include <array>

namespace indraj {

/// One row of the type table: pixel sizes and minimum line heights in both scripts.
struct TypeRow {
    int latinSize = 15;
    int latinLine = 22;
    int naskhSize = 17;
    int naskhLine = 26;
    bool bold = false;
};

/// All that resources/theme/tokens.json says about one theme.
struct ThemeData {
    Tokens tokens;
    std::array<TypeRow, 10> type; ///< by TextStyle
    QStringList latinFamilies;
    QStringList naskhFamilies;
    QStringList nastaliqFamilies;
};

/// Strict: a missing colour or size is an error that names it.
tl::expected<ThemeData, QString> parseTheme(const QByteArray &json, ThemeName name);

/// The theme in force: a direct child of the application object.
class ThemeState : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    static const ThemeState &inForce();
    static const ThemeData &current() { return inForce().data; }
    ThemeData data;
    double textScale = 1.0; ///< kept when the theme changes
};

} // namespace indraj
