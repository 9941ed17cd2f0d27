#pragma once

#include "enrollment/formspec.h"

namespace indraj {

struct Tehsil {
    QString code;
    BilingualText name;
};
struct District {
    QString code;
    BilingualText name;
    QList<Tehsil> tehsils;
};
struct Province {
    QString code;
    BilingualText name;
    QList<District> districts;
};

/// Provinces, districts and tehsils, from resources/forms/places.json. Immutable.
struct Places {
    QList<Province> provinces;
    const Province *province(QStringView code) const;
    const District *district(QStringView provinceCode, QStringView code) const;
};

tl::expected<Places, FormError> parsePlaces(const QByteArray &json);

} // namespace indraj
