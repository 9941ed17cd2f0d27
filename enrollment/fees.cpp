#include "enrollment/fees.h"

#include "enrollment/jsonreader.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostFees = 500;
constexpr int highestFee = 10'000'000;

bool isCurrency(const QString &code)
{
    return code.size() == 3 && std::all_of(code.cbegin(), code.cend(), [](QChar letter) {
               return letter >= u'A' && letter <= u'Z';
           });
}

} // namespace

tl::expected<Fees, FormError> parseFees(const QByteArray &json)
{
    JsonReader reader;
    Fees fees;
    QSet<QString> seen;
    const QJsonObject root = reader.root(json);
    reader.onlyKeys(root, {}, {"version"_L1, "currency"_L1, "fees"_L1});
    reader.integer(root, {}, "version"_L1, 1, 1);
    const QString currency = reader.text(root, {}, "currency"_L1);
    if (reader.ok() && !isCurrency(currency))
        reader.fail(FormFault::BadValue, u"currency"_s, currency);
    if (root.contains("fees"_L1)) {
        reader.objects(root, {}, "fees"_L1, mostFees, [&](const QJsonObject &fee, const QString &where) {
            reader.onlyKeys(fee, where, {"service"_L1, "amount"_L1});
            const QString service = reader.uniqueCode(fee, where, "service"_L1, seen);
            fees.insert(service, {reader.integer(fee, where, "amount"_L1, 0, highestFee), currency});
        });
    }
    if (reader.error())
        return tl::unexpected(*reader.error());
    return fees;
}

} // namespace indraj
