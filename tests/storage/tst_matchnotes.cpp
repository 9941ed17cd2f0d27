#include "vaulthelp.h"

#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString cardKey = u"applicant.cnic"_s, number = u"35202-7654321-9"_s;

MatchQuestion verifyOf(const QString &card, int pictures = 2)
{
    MatchQuestion question{MatchKind::Verify, cardKey, card, {}};
    for (int i = 0; i < pictures; ++i)
        question.samples.append(SampleId::create());
    return question;
}

MatchQuestion identifyOf() { return {MatchKind::Identify, {}, {}, {SampleId::create()}}; }

QStringList chainOf(World &world, EnrolmentId id)
{
    AuditFilter filter;
    filter.subject = id.toString();
    filter.events = {u"match-asked"_s, u"match-answered"_s, u"match-outdated"_s};
    QStringList lines;
    const QList<AuditEntry> entries = settled(world.vault().auditEntries(filter)).value();
    for (const AuditEntry &entry : entries)
        lines.prepend(entry.event.section(u'-', 1) + u": "_s + entry.detail);
    return lines;
}

std::optional<MatchNote> noteOf(World &world, EnrolmentId id)
{
    return settled(world.vault().load(id)).value().match;
}

} // namespace

/// What the vault keeps of questions with pictures: codes in the chain, and from there a note.
class TestMatchNotes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void questionAndAnswerAreInTheChainAndNameNobody()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        const auto asked = settled(world.vault().noteMatchQuestion(id, verifyOf(number, 11), operatorOne()));
        QVERIFY(asked && !asked->match);
        QCOMPARE(asked->fields.value(cardKey), number); // what was asked by is what is stored
        const auto told = settled(world.vault().noteMatchAnswer(id, MatchResult::Other, operatorOne()));
        QVERIFY(told && told->match && !told->registry);
        QCOMPARE(told->match->result, MatchResult::Other);
        QCOMPARE(told->match->actorId, operatorOne().id);
        QVERIFY(told->match->at.isValid() && !told->match->outdated);
        QCOMPARE(chainOf(world, id),
                 (QStringList{u"asked: verify applicant.cnic 11"_s, u"answered: other"_s}));
        const QList<AuditEntry> whole = settled(world.vault().auditEntries({})).value();
        for (const AuditEntry &entry : whole)
            QVERIFY(!entry.detail.contains(u"35202"_s));
        world.restart();
        world.login(operatorOne()).value();
        QCOMPARE(noteOf(world, id)->result, MatchResult::Other);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void everyResultAndEveryFailureHasItsCode()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        const QList<std::pair<MatchAnswer, QString>> all{
            {MatchResult::Same, u"same"_s},
            {MatchResult::Other, u"other"_s},
            {MatchResult::NoRecord, u"no-record"_s},
            {MatchResult::Nobody, u"nobody"_s},
            {MatchResult::Somebody, u"somebody"_s},
            {tl::unexpected(NoAnswer::Timeout), u"no-answer timeout"_s},
            {tl::unexpected(NoAnswer::Cancelled), u"no-answer cancelled"_s}};
        for (const auto &[answer, code] : all) {
            settled(world.vault().noteMatchQuestion(id, identifyOf(), operatorOne())).value();
            const auto told = settled(world.vault().noteMatchAnswer(id, answer, operatorOne())).value();
            QCOMPARE(chainOf(world, id).constLast(), u"answered: "_s + code);
            // Asking again without an answer hides nothing.
            QCOMPARE(told.match->result, answer.value_or(MatchResult::Somebody));
        }
        QCOMPARE(chainOf(world, id).constFirst(), u"asked: identify 1"_s);
    }

    void anotherNumberOrPictureMakesItOutdated()
    {
        World world;
        world.login(operatorOne()).value();
        const Enrolment draft = world.completeDraft();
        const EnrolmentId id = draft.id;
        const auto save = [&](const QString &value) {
            return settled(world.vault().saveFields(id, {{cardKey, value}}, u"details"_s, operatorOne()))
                .value();
        };
        settled(world.vault().noteMatchQuestion(id, verifyOf(number), operatorOne())).value();
        settled(world.vault().noteMatchAnswer(id, MatchResult::Same, operatorOne())).value();
        QVERIFY(!save(number).match->outdated);
        QVERIFY(save(u"35202-1111111-1"_s).match->outdated);
        save(u"35202-2222222-2"_s);
        QCOMPARE(chainOf(world, id).size(), 3); // said once
        // Asked anew about the new one; then another finger is taken, which the registry has not seen.
        settled(world.vault().noteMatchQuestion(id, verifyOf(u"35202-2222222-2"_s), operatorOne())).value();
        settled(world.vault().noteMatchAnswer(id, MatchResult::Same, operatorOne())).value();
        QVERIFY(!noteOf(world, id)->outdated);
        const auto *portrait = draft.portrait();
        Sample again = settled(world.vault().loadSample(id, portrait->id)).value();
        again.info.id = SampleId::create();
        settled(world.vault().saveSample(id, again, operatorOne())).value();
        QVERIFY(noteOf(world, id)->outdated);
        // 1:N knows no number.
        settled(world.vault().noteMatchQuestion(id, identifyOf(), operatorOne())).value();
        settled(world.vault().noteMatchAnswer(id, MatchResult::Nobody, operatorOne())).value();
        QVERIFY(!save(u"35202-3333333-3"_s).match->outdated);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void onlyWhoIsLoggedInAsksAndOnlyAboutADraft()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id;
        VaultService &vault = world.vault();
        QCOMPARE(settled(vault.noteMatchAnswer(id, MatchResult::Same, operatorOne())).error().fault,
                 StoreFault::Refused); // nobody asked
        for (const MatchQuestion &bad : {verifyOf(number, 0), verifyOf({}), MatchQuestion()})
            QCOMPARE(settled(vault.noteMatchQuestion(id, bad, operatorOne())).error().fault,
                     StoreFault::Invalid);
        QVERIFY(!settled(vault.noteMatchQuestion(id, identifyOf(), supervisorOne())));
        settled(vault.noteMatchQuestion(id, identifyOf(), operatorOne())).value();
        settled(vault.act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(vault.act(id, Act::SignOff, operatorOne(), {}, {})).value();
        QCOMPARE(settled(vault.noteMatchQuestion(id, identifyOf(), operatorOne())).error().fault,
                 StoreFault::Refused);
        // The answer comes late, but before the decision: the in-charge has it, in the list too.
        QVERIFY(settled(vault.noteMatchAnswer(id, MatchResult::Somebody, operatorOne())));
        QCOMPARE(settled(vault.noteMatchAnswer(id, MatchResult::Nobody, operatorOne())).error().fault,
                 StoreFault::Refused);
        world.login(supervisorOne()).value();
        const QList<EnrolmentSummary> queue = settled(world.vault().list({})).value();
        QCOMPARE(queue.first().match->result, MatchResult::Somebody);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }
};

QTEST_GUILESS_MAIN(TestMatchNotes)
#include "tst_matchnotes.moc"
