#pragma once

#include "storage/vault.h"
#include "vaulthelp.h"

#include <QSet>

#include <random>

namespace indraj::test {

using Random = std::mt19937_64;

/// What the vault must hold of one enrolment.
struct Expected {
    EnrolmentState state = EnrolmentState::Draft;
    QString step;
    FieldValues fields;
    QMap<int, QByteArray> samples; ///< 0: portrait, else the finger's code
    QSet<int> exceptions;
    qint64 sequence = 0; ///< 0: not begun to seal
    QByteArray packet;
    bool operator==(const Expected &) const = default;
};

/// By token; tokens are counted, so that what a step will make is known before it is made.
using Contents = QMap<QString, Expected>;

/// One thing the workstation does: how, and what it changes once it is acknowledged.
struct Step {
    QByteArray name;
    std::function<Outcome<void>(Vault &)> call;
    std::function<void(Contents &)> effect = [](Contents &) {};
};

namespace steps {
Step login(const Actor &actor);
Step logout();
Step create(const QString &token);
Step fields(const QString &token, const FieldValues &values, const QString &page);
Step sample(const QString &token, const Sample &sample);
Step exception(const QString &token, FingerPosition finger);
/// Review, SignOff, Approve, Return, Reopen and so on; `after` is the state that must come of it.
Step act(const QString &token, Act act, const Actor &actor, EnrolmentState after, const QString &reason = {});
Step beginSeal(const QString &token, qint64 sequence);
Step seal(const QString &token, const QByteArray &packet);
Step sending(const QString &token, qint64 committed);
Step receipt(const QString &token);
Step rekey(); ///< by the supervisor, who must be logged in
} // namespace steps

/// From the first log-in to the tombstone and the log-out. `token` must be the next one of the vault.
QList<Step> wholeEnrolment(const QString &token, qint64 sequence, qsizetype sampleSize = 6000);
QString tokenOf(int number);

/// Everything the vault holds, every sample and packet read and verified.
Outcome<Contents> readContents(Vault &vault);
/// In words where two contents part; empty: they are the same. Without any personal value.
QString difference(const Contents &found, const Contents &wanted);
/// The vault must hold `acknowledged`, or that with `pending` done: which one, or a text that says what is
/// wrong.
tl::expected<Contents, QString> settledContents(Vault &vault, const Contents &acknowledged,
                                                const Step *pending);

/// Options of these vaults: complete is what has a portrait and a field.
VaultOptions faultOptions();
/// Runs `steps` up to the first error.
struct Ran {
    Contents contents; ///< acknowledged
    qsizetype done = 0; ///< steps acknowledged
    std::optional<StoreError> error;
};
Ran run(Vault &vault, const QList<Step> &steps, Contents contents, qsizetype from = 0);

/// A folder in memory where there is one: the simulated disk does not wait for the real one.
class FaultFolder {
public:
    FaultFolder();
    QString path() const { return m_path; }
    QByteArray name() const { return QFile::encodeName(m_path); }
    /// Exactly the files of `source`, as they are.
    void fill(const QMap<QString, QByteArray> &files) const;
    QMap<QString, QByteArray> files() const;

private:
    QTemporaryDir m_temporary;
    QString m_path;
};

/// The files of a new vault with the two people.
QMap<QString, QByteArray> newVault();

} // namespace indraj::test
