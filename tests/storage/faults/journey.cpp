#include "journey.h"

#include <QDir>
#include <QStringList>

namespace indraj::test {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr EnrolmentState allStates[] = {EnrolmentState::Draft,     EnrolmentState::Reviewed,
                                        EnrolmentState::SignedOff, EnrolmentState::AwaitingApproval,
                                        EnrolmentState::Returned,  EnrolmentState::Rejected,
                                        EnrolmentState::Approved,  EnrolmentState::Sealed,
                                        EnrolmentState::Sending,   EnrolmentState::Received,
                                        EnrolmentState::Erased};

template <class T> Outcome<void> onlyWhether(const Outcome<T> &outcome)
{
    return outcome.map([](const T &) {});
}

Outcome<QList<EnrolmentSummary>> listAll(Vault &vault)
{
    ListFilter filter;
    filter.states = {std::begin(allStates), std::end(allStates)};
    filter.limit = 1000;
    return vault.list(filter);
}

Outcome<EnrolmentId> idOf(Vault &vault, const QString &token)
{
    const auto all = listAll(vault);
    if (!all)
        return tl::unexpected(all.error());
    for (const EnrolmentSummary &summary : *all) {
        if (summary.token == token)
            return summary.id;
    }
    return failed(StoreFault::NotFound, u"no enrolment has the token "_s + token);
}

Outcome<UploadRecord> recordOf(Vault &vault, const QString &token)
{
    const auto all = vault.uploads();
    if (!all)
        return tl::unexpected(all.error());
    for (const UploadRecord &record : *all) {
        if (record.token == token)
            return record;
    }
    return failed(StoreFault::NotFound, u"no packet has the token "_s + token);
}

/// `call` with the id of the enrolment.
template <class Call> std::function<Outcome<void>(Vault &)> onEnrolment(const QString &token, Call call)
{
    return [token, call](Vault &vault) -> Outcome<void> {
        const auto id = idOf(vault, token);
        if (!id)
            return tl::unexpected(id.error());
        return onlyWhether(call(vault, *id));
    };
}

int placeOf(const SampleInfo &info)
{
    return info.kind == SampleKind::Finger ? static_cast<int>(info.finger) : 0;
}

Outcome<Expected> readOne(Vault &vault, const EnrolmentSummary &summary)
{
    const auto enrolment = vault.load(summary.id);
    if (!enrolment)
        return tl::unexpected(enrolment.error());
    Expected found;
    found.state = enrolment->state;
    found.step = enrolment->step;
    found.fields = enrolment->fields;
    for (const SampleInfo &info : enrolment->samples) {
        const auto sample = vault.loadSample(summary.id, info.id);
        if (!sample)
            return tl::unexpected(sample.error());
        found.samples.insert(placeOf(info), sample->bytes);
    }
    for (const BiometricException &exception : enrolment->exceptions)
        found.exceptions.insert(static_cast<int>(exception.finger));
    return found;
}

} // namespace

namespace steps {

Step login(const Actor &actor)
{
    return {"login " + actor.id.toUtf8(), [actor](Vault &vault) {
                const bool isOperator = actor.role == Role::Operator;
                return onlyWhether(
                    vault.unlock(actor.id, secret(isOperator ? operatorPhrase : supervisorPhrase)));
            }};
}

Step logout()
{
    return {"logout", [](Vault &vault) { return onlyWhether(vault.lock()); }};
}

Step rekey()
{
    return {"rekey", [](Vault &vault) { return onlyWhether(vault.rekey(supervisorOne())); }};
}

Step create(const QString &token)
{
    return {"create",
            [token](Vault &vault) -> Outcome<void> {
                const auto draft = vault.createDraft(operatorOne(), u"first-card"_s, 1);
                if (!draft)
                    return tl::unexpected(draft.error());
                if (draft->token != token)
                    return failed(StoreFault::Internal, u"the token is not the next one"_s);
                return {};
            },
            [token](Contents &contents) { contents.insert(token, {}); }};
}

Step fields(const QString &token, const FieldValues &values, const QString &page)
{
    return {"fields",
            onEnrolment(token,
                        [=](Vault &vault, EnrolmentId id) {
                            return vault.saveFields(id, values, page, operatorOne());
                        }),
            [=](Contents &contents) {
                contents[token].fields.insert(values);
                contents[token].step = page;
            }};
}

Step sample(const QString &token, const Sample &sample)
{
    return {
        "sample",
        onEnrolment(
            token, [=](Vault &vault, EnrolmentId id) { return vault.saveSample(id, sample, operatorOne()); }),
        [=](Contents &contents) {
            contents[token].samples.insert(placeOf(sample.info), sample.bytes);
            contents[token].exceptions.remove(placeOf(sample.info));
        }};
}

Step exception(const QString &token, FingerPosition finger)
{
    return {
        "exception",
        onEnrolment(
            token,
            [=](Vault &vault, EnrolmentId id) {
                return vault.saveException(id, {finger, ExceptionKind::Missing, {}, {}, {}}, operatorOne());
            }),
        [=](Contents &contents) {
            contents[token].exceptions.insert(static_cast<int>(finger));
            contents[token].samples.remove(static_cast<int>(finger));
        }};
}

Step act(const QString &token, Act act, const Actor &actor, EnrolmentState after, const QString &reason)
{
    return {"act " + stateCode(after).toUtf8(),
            onEnrolment(token,
                        [=](Vault &vault, EnrolmentId id) { return vault.act(id, act, actor, reason, {}); }),
            [=](Contents &contents) { contents[token].state = after; }};
}

Step beginSeal(const QString &token, qint64 sequence)
{
    return {"begin seal",
            onEnrolment(token, [=](Vault &vault, EnrolmentId id) { return vault.beginSeal(id); }),
            [=](Contents &contents) { contents[token].sequence = sequence; }};
}

Step seal(const QString &token, const QByteArray &packet)
{
    return {"seal",
            onEnrolment(token, [=](Vault &vault, EnrolmentId id) { return vault.storeSealed(id, packet); }),
            [=](Contents &contents) {
                contents[token].state = EnrolmentState::Sealed;
                contents[token].packet = packet;
            }};
}

Step sending(const QString &token, qint64 committed)
{
    return {"sending",
            [=](Vault &vault) -> Outcome<void> {
                auto record = recordOf(vault, token);
                if (!record)
                    return tl::unexpected(record.error());
                record->committed = committed;
                return onlyWhether(vault.recordAttempt(*record));
            },
            [=](Contents &contents) { contents[token].state = EnrolmentState::Sending; }};
}

Step receipt(const QString &token)
{
    return {"receipt",
            [=](Vault &vault) -> Outcome<void> {
                const auto record = recordOf(vault, token);
                if (!record)
                    return tl::unexpected(record.error());
                return onlyWhether(vault.recordReceipt(record->packet, "receipt of " + token.toUtf8()));
            },
            [=](Contents &contents) {
                Expected tombstone;
                tombstone.state = EnrolmentState::Erased;
                tombstone.step = contents[token].step;
                tombstone.sequence = contents[token].sequence;
                contents[token] = tombstone;
            }};
}

} // namespace steps

QString tokenOf(int number) { return u"T-%1"_s.arg(number, 3, 10, QLatin1Char('0')); }

QList<Step> wholeEnrolment(const QString &token, qint64 sequence, qsizetype sampleSize)
{
    using namespace steps;
    const Actor op = operatorOne();
    const Actor sup = supervisorOne();
    const FieldValues values{{u"name.en"_s, u"Canaria Quetzal"_s},
                             {u"introducer.cnic"_s, u"91234-7654321-9"_s}};
    return {
        login(op),
        create(token),
        fields(token, values, u"details"_s),
        sample(token, portraitSample(sampleSize)),
        sample(token, fingerSample(FingerPosition::RightThumb, sampleSize)),
        sample(token, fingerSample(FingerPosition::RightIndex, 40'000)), // overflow pages, as real ones have
        exception(token, FingerPosition::RightIndex),
        sample(token, fingerSample(FingerPosition::RightIndex, sampleSize)), // instead of the exception
        act(token, Act::Review, op, EnrolmentState::Reviewed),
        act(token, Act::SignOff, op, EnrolmentState::AwaitingApproval),
        logout(),
        login(sup),
        act(token, Act::Approve, sup, EnrolmentState::Approved),
        beginSeal(token, sequence),
        seal(token, pattern(9, 70'000)),
        sending(token, 1000),
        receipt(token),
        logout()};
}

Outcome<Contents> readContents(Vault &vault)
{
    const auto all = listAll(vault);
    if (!all)
        return tl::unexpected(all.error());
    Contents contents;
    for (const EnrolmentSummary &summary : *all) {
        const auto one = readOne(vault, summary);
        if (!one)
            return tl::unexpected(one.error());
        if (contents.contains(summary.token))
            return failed(StoreFault::Internal, u"a token was given twice"_s);
        contents.insert(summary.token, *one);
    }
    const auto records = vault.uploads();
    if (!records)
        return tl::unexpected(records.error());
    for (const UploadRecord &record : *records) {
        Expected &one = contents[record.token];
        one.sequence = record.sequence;
        if (record.size == 0 || record.state == EnrolmentState::Erased)
            continue;
        const auto bytes = vault.packetBytes(record.packet, 0, record.size);
        if (!bytes)
            return tl::unexpected(bytes.error());
        one.packet = *bytes;
    }
    return contents;
}

QString difference(const Contents &found, const Contents &wanted)
{
    QStringList words;
    for (auto one = wanted.cbegin(); one != wanted.cend(); ++one) {
        const auto other = found.constFind(one.key());
        if (other == found.cend()) {
            words << one.key() + u" is lost"_s;
        } else if (*other != *one) {
            words
                << u"%1: state %2 for %3, step %4 for %5, fields %6, samples %7 for %8 (%9), exceptions %10, sequence %11 for %12, packet %13"_s
                       .arg(one.key(), stateCode(other->state), stateCode(one->state), other->step, one->step,
                            other->fields == one->fields ? u"same"_s : u"other"_s)
                       .arg(other->samples.size())
                       .arg(one->samples.size())
                       .arg(other->samples == one->samples ? u"same"_s : u"other"_s,
                            other->exceptions == one->exceptions ? u"same"_s : u"other"_s)
                       .arg(other->sequence)
                       .arg(one->sequence)
                       .arg(other->packet == one->packet ? u"same"_s : u"other"_s);
        }
    }
    for (auto one = found.cbegin(); one != found.cend(); ++one) {
        if (!wanted.contains(one.key()))
            words << one.key() + u" is there unasked"_s;
    }
    return words.join(u"; "_s);
}

tl::expected<Contents, QString> settledContents(Vault &vault, const Contents &acknowledged,
                                                const Step *pending)
{
    const auto found = readContents(vault);
    if (!found)
        return tl::unexpected(u"cannot be read: "_s + found.error().detail);
    if (*found == acknowledged)
        return *found;
    if (pending) {
        Contents next = acknowledged;
        pending->effect(next);
        if (*found == next)
            return *found;
    }
    return tl::unexpected(difference(*found, acknowledged));
}

VaultOptions faultOptions()
{
    VaultOptions options = cheapOptions();
    options.isComplete
        = [](const Enrolment &enrolment) { return !enrolment.fields.isEmpty() && enrolment.portrait(); };
    return options;
}

Ran run(Vault &vault, const QList<Step> &steps, Contents contents, qsizetype from)
{
    Ran ran{std::move(contents), from, {}};
    for (; ran.done < steps.size(); ++ran.done) {
        const auto outcome = steps[ran.done].call(vault);
        if (!outcome) {
            ran.error = outcome.error();
            break;
        }
        steps[ran.done].effect(ran.contents);
    }
    return ran;
}

FaultFolder::FaultFolder()
    : m_temporary(QFileInfo(u"/dev/shm"_s).isWritable() ? u"/dev/shm/indraj-faults-XXXXXX"_s
                                                        : QDir::tempPath() + u"/indraj-faults-XXXXXX"_s)
    , m_path(QFileInfo(m_temporary.path()).canonicalFilePath() + u"/vault"_s)
{
    if (!m_temporary.isValid() || !QDir().mkdir(m_path))
        qFatal("no folder for the vault");
}

void FaultFolder::fill(const QMap<QString, QByteArray> &files) const
{
    QDir folder(m_path);
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden))
        folder.remove(name);
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        overwrite(folder.filePath(file.key()), *file);
}

QMap<QString, QByteArray> FaultFolder::files() const
{
    QMap<QString, QByteArray> files;
    const QDir folder(m_path);
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden))
        files.insert(name, readAll(folder.filePath(name)));
    return files;
}

QMap<QString, QByteArray> newVault()
{
    const FaultFolder folder;
    Vault vault(folder.path(), faultOptions());
    if (const auto made = vault.create(u"TRN-01"_s, twoPeople()); !made)
        qFatal("no vault: %s", qPrintable(made.error().detail));
    return folder.files();
}

} // namespace indraj::test
