#include "vaulthelp.h"

#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString cardKey = u"applicant.cnic"_s;

RegistryQuestion byCard(const QString &number) { return {AskedBy::Number, {{cardKey, number}}, {}}; }

RegistryQuestion byPerson(const QString &name, const QString &born)
{
    return {AskedBy::NameAndBirth, {{u"name.en"_s, name}, {u"birth.date"_s, born}}, cardKey};
}

QStringList chainOf(World &world, EnrolmentId id)
{
    AuditFilter filter;
    filter.subject = id.toString();
    filter.events = {u"registry-asked"_s, u"registry-answered"_s, u"registry-outdated"_s};
    QStringList lines;
    const QList<AuditEntry> entries = settled(world.vault().auditEntries(filter)).value();
    for (const AuditEntry &entry : entries)
        lines.prepend(entry.event.section(u'-', 1) + u": "_s + entry.detail);
    return lines;
}

std::optional<RegistryNote> noteOf(World &world, EnrolmentId id)
{
    return settled(world.vault().load(id)).value().registry;
}

} // namespace

/// What the vault keeps of questions to the registry: codes in the chain, and from there a note.
class TestRegistryNotes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void questionAndAnswerAreInTheChainAndNameNobody()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        QVERIFY(!noteOf(world, id));
        const auto asked
            = settled(world.vault().noteRegistryQuestion(id, byCard(u"35202-7654321-9"_s), operatorOne()));
        QVERIFY(asked);
        QCOMPARE(asked->fields.value(cardKey), u"35202-7654321-9"_s); // what was asked by is what is stored
        QVERIFY(!asked->registry);
        const auto told = settled(world.vault().noteRegistryAnswer(id, Standing::Deceased, operatorOne()));
        QVERIFY(told && told->registry);
        QCOMPARE(told->registry->standing, Standing::Deceased);
        QCOMPARE(told->registry->by, AskedBy::Number);
        QCOMPARE(told->registry->actorId, operatorOne().id);
        QVERIFY(told->registry->at.isValid() && !told->registry->outdated);
        QCOMPARE(chainOf(world, id),
                 (QStringList{u"asked: number applicant.cnic"_s, u"answered: deceased"_s}));
        const QList<AuditEntry> whole = settled(world.vault().auditEntries({})).value();
        for (const AuditEntry &entry : whole)
            QVERIFY(!entry.detail.contains(u"35202"_s));
        world.restart();
        world.login(operatorOne()).value();
        QCOMPARE(noteOf(world, id)->standing, Standing::Deceased);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void everyStandingAndEveryFailureHasItsCode()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        const QList<std::pair<RegistryAnswer, QString>> all{
            {Standing::NotRegistered, u"not-registered"_s},
            {Standing::Registered, u"registered"_s},
            {Standing::Expired, u"expired"_s},
            {Standing::Inactive, u"inactive"_s},
            {Standing::Several, u"several"_s},
            {Standing::Deceased, u"deceased"_s},
            {tl::unexpected(NoAnswer::NoLine), u"no-answer no-line"_s},
            {tl::unexpected(NoAnswer::Timeout), u"no-answer timeout"_s},
            {tl::unexpected(NoAnswer::NotAllowed), u"no-answer not-allowed"_s},
            {tl::unexpected(NoAnswer::Refused), u"no-answer refused"_s},
            {tl::unexpected(NoAnswer::Unreadable), u"no-answer unreadable"_s},
            {tl::unexpected(NoAnswer::Cancelled), u"no-answer cancelled"_s}};
        for (const auto &[answer, code] : all) {
            settled(world.vault().noteRegistryQuestion(id, byPerson(u"A"_s, u"1990-01-01"_s), operatorOne()))
                .value();
            const auto told = settled(world.vault().noteRegistryAnswer(id, answer, operatorOne())).value();
            QCOMPARE(chainOf(world, id).constLast(), u"answered: "_s + code);
            // Asking again without an answer hides nothing.
            QCOMPARE(told.registry->standing, answer.value_or(Standing::Deceased));
            QCOMPARE(told.registry->by, AskedBy::NameAndBirth);
        }
        QCOMPARE(chainOf(world, id).constFirst(),
                 u"asked: name-and-birth birth.date name.en applicant.cnic"_s);
    }

    void whatIsChangedAfterwardsMakesItOutdated()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        const auto save = [&](const QString &key, const QString &value) {
            return settled(world.vault().saveFields(id, {{key, value}}, u"details"_s, operatorOne())).value();
        };
        save(cardKey, u"1"_s); // nothing was asked yet
        QVERIFY(chainOf(world, id).isEmpty());
        settled(world.vault().noteRegistryQuestion(id, byCard(u"2"_s), operatorOne())).value();
        save(cardKey, u"2"_s); // typed before the question, saved after it
        settled(world.vault().noteRegistryAnswer(id, Standing::Registered, operatorOne())).value();
        QVERIFY(!save(u"name.en"_s, u"Somebody"_s).registry->outdated); // was not asked by
        QVERIFY(!save(cardKey, u"2"_s).registry->outdated);
        QVERIFY(save(cardKey, u"3"_s).registry->outdated);
        QVERIFY(save(cardKey, u"4"_s).registry->outdated);
        QCOMPARE(chainOf(world, id).size(), 3); // said once
        // Changed while the registry was thinking: the answer is about what is no longer there.
        settled(world.vault().noteRegistryQuestion(id, byCard(u"5"_s), operatorOne())).value();
        save(cardKey, {});
        const auto told = settled(world.vault().noteRegistryAnswer(id, Standing::Expired, operatorOne()));
        QCOMPARE(told->registry->standing, Standing::Expired);
        QVERIFY(told->registry->outdated);
        // Another number by a question: the answer before it was about another.
        settled(world.vault().noteRegistryQuestion(id, byCard(u"6"_s), operatorOne())).value();
        QVERIFY(noteOf(world, id)->outdated);
        settled(world.vault().noteRegistryAnswer(id, Standing::NotRegistered, operatorOne())).value();
        QVERIFY(!noteOf(world, id)->outdated);
        QCOMPARE(noteOf(world, id)->standing, Standing::NotRegistered);
        // Asked by name because there was no number; now there is one.
        save(cardKey, {});
        settled(world.vault().noteRegistryQuestion(id, byPerson(u"A"_s, u"1990-01-01"_s), operatorOne()))
            .value();
        settled(world.vault().noteRegistryAnswer(id, Standing::Registered, operatorOne())).value();
        QVERIFY(!noteOf(world, id)->outdated);
        QVERIFY(save(cardKey, u"7"_s).registry->outdated);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void onlyWhoIsLoggedInAsksAndOnlyAboutADraft()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id;
        VaultService &vault = world.vault();
        QCOMPARE(settled(vault.noteRegistryAnswer(id, Standing::Registered, operatorOne())).error().fault,
                 StoreFault::Refused); // nobody asked
        QCOMPARE(settled(vault.noteRegistryQuestion(id, byCard({}), operatorOne())).error().fault,
                 StoreFault::Invalid);
        QCOMPARE(settled(vault.noteRegistryQuestion(id, {}, operatorOne())).error().fault,
                 StoreFault::Invalid);
        QVERIFY(!settled(vault.noteRegistryQuestion(id, byCard(u"1"_s), supervisorOne())));
        settled(vault.noteRegistryQuestion(id, byCard(u"1"_s), operatorOne())).value();
        settled(vault.act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(vault.act(id, Act::SignOff, operatorOne(), {}, {})).value();
        QCOMPARE(settled(vault.noteRegistryQuestion(id, byCard(u"2"_s), operatorOne())).error().fault,
                 StoreFault::Refused);
        // The answer comes late, but before the decision: the in-charge has it.
        QVERIFY(settled(vault.noteRegistryAnswer(id, Standing::Deceased, operatorOne())));
        QCOMPARE(settled(vault.noteRegistryAnswer(id, Standing::Registered, operatorOne())).error().fault,
                 StoreFault::Refused); // it has been answered
        world.login(supervisorOne()).value();
        QCOMPARE(noteOf(world, id)->standing, Standing::Deceased);
        const QList<EnrolmentSummary> queue = settled(world.vault().list({})).value();
        QCOMPARE(queue.first().registry->standing, Standing::Deceased); // and in the list of what awaits him
        settled(vault.act(id, Act::Reject, supervisorOne(), u"other"_s, u"deceased"_s)).value();
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void nothingOfItIsLeftInATombstoneButCodes()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id;
        settled(world.vault().noteRegistryQuestion(id, byCard(u"35202-7654321-9"_s), operatorOne())).value();
        settled(world.vault().noteRegistryAnswer(id, Standing::Registered, operatorOne())).value();
        settled(world.vault().act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::SignOff, operatorOne(), {}, {})).value();
        world.login(supervisorOne()).value();
        settled(world.vault().act(id, Act::Approve, supervisorOne(), {}, {})).value();
        const SealInput input = settled(world.vault().beginSeal(id)).value();
        settled(world.vault().storeSealed(id, pattern(3, 5000))).value();
        settled(world.vault().recordReceipt(input.packet, pattern(9, 1500))).value();
        world.restart();
        world.login(operatorOne()).value();
        const Enrolment stone = settled(world.vault().load(id)).value();
        QVERIFY(stone.fields.isEmpty());
        QCOMPARE(stone.registry->standing, Standing::Registered);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }
};

QTEST_GUILESS_MAIN(TestRegistryNotes)
#include "tst_registrynotes.moc"
