#include "enrollment/places.h"

#include "enrollment/jsonreader.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace indraj {

namespace {

constexpr int maximumMembers = 500;

template <class Place> const Place *findByCode(const QList<Place> &places, QStringView code)
{
    const auto found = std::find_if(places.cbegin(), places.cend(),
                                    [code](const Place &place) { return place.code == code; });
    return found == places.cend() ? nullptr : &*found;
}

// Codes are unique over the whole country, so that a code alone names a place on the wire.
struct SeenCodes {
    QSet<QString> provinces;
    QSet<QString> districts;
    QSet<QString> tehsils;
};

District readDistrict(JsonReader &reader, const QJsonObject &object, const QString &where, SeenCodes &seen)
{
    reader.onlyKeys(object, where, {"code"_L1, "name"_L1, "tehsils"_L1});
    District district;
    district.code = reader.uniqueCode(object, where, "code"_L1, seen.districts);
    district.name = reader.bilingual(object, where, "name"_L1);
    reader.objects(object, where, "tehsils"_L1, maximumMembers,
                   [&](const QJsonObject &tehsil, const QString &here) {
                       reader.onlyKeys(tehsil, here, {"code"_L1, "name"_L1});
                       const QString code = reader.uniqueCode(tehsil, here, "code"_L1, seen.tehsils);
                       district.tehsils.append({code, reader.bilingual(tehsil, here, "name"_L1)});
                   });
    return district;
}

} // namespace

const Province *Places::province(QStringView code) const { return findByCode(provinces, code); }

const District *Places::district(QStringView provinceCode, QStringView code) const
{
    const Province *parent = province(provinceCode);
    return parent ? findByCode(parent->districts, code) : nullptr;
}

tl::expected<Places, FormError> parsePlaces(const QByteArray &json)
{
    JsonReader reader;
    Places places;
    SeenCodes seen;
    const QJsonObject root = reader.root(json);
    reader.onlyKeys(root, {}, {"provinces"_L1});
    reader.objects(
        root, {}, "provinces"_L1, maximumMembers, [&](const QJsonObject &object, const QString &where) {
            reader.onlyKeys(object, where, {"code"_L1, "name"_L1, "districts"_L1});
            Province province;
            province.code = reader.uniqueCode(object, where, "code"_L1, seen.provinces);
            province.name = reader.bilingual(object, where, "name"_L1);
            reader.objects(object, where, "districts"_L1, maximumMembers,
                           [&](const QJsonObject &district, const QString &here) {
                               province.districts.append(readDistrict(reader, district, here, seen));
                           });
            places.provinces.append(province);
        });
    if (!reader.ok())
        return tl::unexpected(*reader.error());
    return places;
}

} // namespace indraj
