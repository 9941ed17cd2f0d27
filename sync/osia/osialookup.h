#pragma once

#include "sync/identitylookup.h"
#include "sync/osia/osiaclient.h"

namespace indraj {

/// The site's OSIA registry: data access for persons, ABIS for 1:1 and 1:N.
class OsiaLookup : public IdentityLookup {
    Q_OBJECT
public:
    explicit OsiaLookup(OsiaSite site, std::chrono::milliseconds patience = std::chrono::seconds(20),
                        QObject *parent = nullptr);

    bool offers(LookupKind kind) const override;
    void person(const QString &number, Done<PersonFound> done) override;
    void find(const PersonQuery &query, Done<QList<PersonFound>> done) override;
    void verify(const QString &number, const QList<Sample> &probes, Done<VerifyAnswer> done) override;
    void identify(const QList<Sample> &probes, Done<QList<Candidate>> done) override;
    void cancel() override;

private:
    template <class T> void refuse(const LookupError &error, Done<T> done);
    OsiaClient m_client;
    int m_cancelled = 0; ///< counts cancel()
};

/// How the attributes of a person say he stands, on `today`. Pure.
PersonFound personOf(const QString &number, const QJsonObject &attributes, const OsiaAttributes &names,
                     const QDate &today);
/// Strict: a list of dictionaries, as queryPersonList gives where attributes are named. Nothing: it is none.
/// Pure.
std::optional<QList<PersonFound>> personsOf(const QJsonDocument &json, const OsiaAttributes &names,
                                            const QDate &today);
/// OSIA BiometricData with the image in it. Pure.
QJsonArray probesJson(const QList<Sample> &probes);
/// Strict; ordered by rank. Nothing: not what the interface promises. Pure.
std::optional<QList<Candidate>> candidatesOf(const QJsonDocument &json);

} // namespace indraj
