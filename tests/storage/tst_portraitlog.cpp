// The transaction log of a portrait in the vault: values, thresholds, vetoes, and the comparison at sign-off.
#include "vaulthelp.h"

#include "storage/repair/vaultcheck.h"

#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

class TestPortraitLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatBelongsToAPortraitComesAndGoesWithIt()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        VaultService &vault = world.vault();
        const auto companion = [](SampleKind kind, const QByteArray &bytes) {
            Sample sample;
            sample.info = portraitSample().info;
            sample.info.id = SampleId::create();
            sample.info.kind = kind;
            sample.bytes = bytes;
            return sample;
        };
        Sample portrait = portraitSample();
        portrait.companions
            = {companion(SampleKind::PortraitRecord, "record"), companion(SampleKind::CardPortrait, "card")};
        auto now = settled(vault.saveSample(id, portrait, operatorOne()));
        QVERIFY(now);
        QCOMPARE(now->samples.size(), 3);
        const SampleId record = now->portraitRecord()->id;
        QCOMPARE(settled(vault.loadSample(id, record))->bytes, QByteArray("record"));

        // One that cannot be kept keeps back all.
        Sample broken = portraitSample();
        broken.info.id = SampleId::create();
        broken.companions
            = {companion(SampleKind::PortraitRecord, "new"), companion(SampleKind::CardPortrait, {})};
        for (const auto &wrong :
             {broken.companions, std::vector{portrait.companions[0], portrait.companions[0]},
              std::vector{companion(SampleKind::Document, "d")}}) {
            broken.companions = wrong;
            QCOMPARE(settled(vault.saveSample(id, broken, operatorOne())).error().fault, StoreFault::Invalid);
        }
        QCOMPARE(settled(vault.load(id))->portrait()->id, portrait.info.id);

        Sample alone = portraitSample();
        alone.info.id = SampleId::create();
        now = settled(vault.saveSample(id, alone, operatorOne()));
        QCOMPARE(now->samples.size(), 1);
        QCOMPARE(settled(vault.loadSample(id, record)).error().fault, StoreFault::NotFound);
        world.stop();
        const auto held = holdVault(world.folder(), u"sup-1"_s, secret(supervisorPhrase), {cheapKdf});
        const auto report = checkVault(held.value());
        QVERIFY(report && report->good());
    }

    /// TC-LOG-FI-GENERIC-001: what was measured and decided about a portrait is read back as it was written,
    /// and the decision stands in the audit chain.
    void isKeptAndNoted_TC_LOG_FI_GENERIC_001()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        Sample sample = portraitSample();
        CaptureAttempt own{3, {31, u"indraj-face-still-1"_s}, u"time-out"_s, sample.info.capturedAt};
        own.profile = u"adult"_s;
        own.criteria = {{u"yaw"_s, -9.25, 96, -90, 90, -7.0, 7.0, u"require"_s, u"bad"_s},
                        {u"eyesOpen"_s, std::nullopt, 255, 0, 1, 0.025, std::nullopt, u"require"_s,
                         u"notAssessed"_s, u"noFace"_s}};
        CaptureAttempt refused = own;
        refused.number = 2;
        refused.at = own.at.addSecs(-5);
        own.outcome = u"adjusted"_s;
        own.crop = CropAdjustment{-12, 30, 0.931, -4.5};
        own.cutFrom = refused.at;
        refused.veto = Veto::Rejected;
        refused.vetoReason = u"expression"_s;
        sample.info.attempts = {refused, own};
        sample.info.accept(Veto::AcceptedObvious, u"medical-condition"_s, {});
        settled(world.vault().saveSample(id, sample, operatorOne())).value();
        const Enrolment saved = settled(world.vault().load(id)).value();
        const SampleInfo *portrait = saved.portrait();
        QVERIFY(portrait);
        QCOMPARE(portrait->veto, Veto::AcceptedObvious);
        QCOMPARE(portrait->attempts[0].veto, Veto::Rejected);
        QCOMPARE(portrait->attempts[0].vetoReason, u"expression"_s);
        QCOMPARE(portrait->attempts[1].profile, u"adult"_s);
        QCOMPARE(portrait->attempts[1].criteria, own.criteria);
        QVERIFY(!portrait->attempts[0].crop);
        QCOMPARE(portrait->attempts[1].crop, own.crop); // how a person cut it anew
        QCOMPARE(portrait->attempts[1].cutFrom, refused.at);
        QCOMPARE(portrait->ownAttempt()->veto, Veto::AcceptedObvious);
        AuditFilter filter;
        filter.events = {u"portrait-veto"_s};
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].detail, u"accepted-obvious medical-condition, rejected 1"_s);
        QVERIFY(settled(world.vault().list({})).value().first().manualPortrait);
        sample.info.manualReason.clear();
        QCOMPARE(faultOf(settled(world.vault().saveSample(id, sample, operatorOne()))), StoreFault::Invalid);
    }

    /// What was tried is on the disk before a portrait is: a copy of the folder while the vault is open, as
    /// kill -9 leaves it, has every try with values, thresholds and veto. The next portrait takes them over.
    void triesOutliveTheProgram_TC_LOG_FI_GENERIC_001()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        Sample tries;
        tries.info.id = SampleId::create();
        tries.info.kind = SampleKind::PortraitTries;
        tries.info.mimeType = portraitTriesType;
        CaptureAttempt refused{1,
                               {31, u"indraj-face-still-1"_s},
                               u"rules-not-met"_s,
                               QDateTime::fromMSecsSinceEpoch(1'700'000'000'250, Qt::UTC)};
        refused.profile = u"adult"_s;
        refused.criteria = {{u"yaw"_s, -9.25, 96, -90, 90, -6.0, 6.0, u"require"_s, u"bad"_s}};
        refused.veto = Veto::Rejected;
        refused.vetoReason = u"expression"_s;
        tries.info.attempts = {refused};
        tries.bytes = "no picture";
        settled(world.vault().saveSample(id, tries, operatorOne())).value();

        QTemporaryDir left;
        copyFolder(world.folder(), left.filePath(u"vault"_s));
        VaultService again(left.filePath(u"vault"_s), cheapOptions());
        settled(again.unlock(operatorOne().id, secret(operatorPhrase))).value();
        const Enrolment found = settled(again.load(id)).value();
        QVERIFY(!found.portrait() && found.portraitTries());
        const CaptureAttempt &kept = found.portraitTries()->attempts.at(0);
        QCOMPARE(kept.at, refused.at);
        QCOMPARE(kept.criteria, refused.criteria);
        QCOMPARE(kept.profile, refused.profile);
        QCOMPARE(kept.veto, Veto::Rejected);
        QCOMPARE(kept.vetoReason, refused.vetoReason);
        QCOMPARE(settled(again.loadSample(id, tries.info.id)).value().bytes, tries.bytes); // the seal holds

        settled(again.saveSample(id, portraitSample(), operatorOne())).value();
        QVERIFY(!settled(again.load(id)).value().portraitTries());
        AuditFilter filter;
        filter.events = {u"portrait-veto"_s};
        QVERIFY(settled(again.auditEntries(filter)).value().isEmpty()); // said with a portrait that has them
        settled(again.saveSample(id, tries, operatorOne())).value(); // and tried again after it
        QVERIFY(settled(again.load(id)).value().portrait());
    }

    /// TC-LOG-ALL-GENERIC-001: five applicants (taken at once, at time-out with a veto each way of accepting,
    /// after a refused one, and cancelled). Each is one transaction with an id of its own, who did it and
    /// when; the log of each says what was done, and no other's.
    void TC_LOG_ALL_GENERIC_001()
    {
        struct Script {
            QString outcome;
            Veto veto;
            QString reason;
            bool refusedOne;
            bool cancelled;
        };
        const QList<Script> scripts{
            {u"captured"_s, Veto::None, {}, false, false},
            {u"time-out"_s, Veto::AcceptedObvious, u"medical-condition"_s, false, false},
            {u"time-out"_s, Veto::AcceptedWithout, u"best-possible"_s, false, false},
            {u"captured"_s, Veto::None, {}, true, false},
            {{}, Veto::None, {}, false, true}};
        World world;
        world.login(operatorOne()).value();
        QList<EnrolmentId> ids;
        for (const Script &script : scripts) {
            const EnrolmentId id = world.draft().id;
            QVERIFY(!id.isNull() && !ids.contains(id));
            ids << id;
            if (script.cancelled)
                continue;
            Sample sample = portraitSample();
            sample.info.id = SampleId::create();
            CaptureAttempt own{2, {80, u"indraj-face-still-1"_s}, script.outcome, sample.info.capturedAt};
            own.profile = u"adult"_s;
            sample.info.attempts = {own};
            sample.info.manual = false;
            sample.info.manualReason.clear();
            if (script.refusedOne) {
                CaptureAttempt refused = own;
                refused.number = 1;
                refused.at = own.at.addSecs(-5);
                refused.veto = Veto::Rejected;
                refused.vetoReason = u"not-applicant"_s;
                sample.info.attempts.prepend(refused);
            }
            if (script.veto != Veto::None)
                sample.info.accept(script.veto, script.reason, {});
            settled(world.vault().saveSample(id, sample, operatorOne())).value();
        }
        for (qsizetype k = 0; k < scripts.size(); ++k) {
            const Enrolment saved = settled(world.vault().load(ids[k])).value();
            QCOMPARE(saved.capturedBy, operatorOne().id);
            QVERIFY(saved.createdAt.isValid() && saved.savedAt >= saved.createdAt);
            AuditFilter ofThis;
            ofThis.subject = ids[k].toString();
            const auto entries = settled(world.vault().auditEntries(ofThis)).value();
            QVERIFY(!entries.isEmpty());
            for (const AuditEntry &entry : entries)
                QVERIFY(entry.actor == operatorOne().id && entry.at.isValid() && entry.sequence > 0);
            const SampleInfo *portrait = saved.portrait();
            QCOMPARE(portrait != nullptr, !scripts[k].cancelled);
            if (!portrait)
                continue;
            QCOMPARE(portrait->attempts.size(), scripts[k].refusedOne ? 2 : 1);
            QCOMPARE(portrait->ownAttempt()->outcome, scripts[k].outcome);
            QCOMPARE(portrait->ownAttempt()->profile, u"adult"_s);
            QCOMPARE(portrait->veto, scripts[k].veto);
            QCOMPARE(portrait->manualReason, scripts[k].reason);
            const auto vetoes = std::count_if(entries.cbegin(), entries.cend(), [](const AuditEntry &entry) {
                return entry.event == "portrait-veto"_L1;
            });
            QCOMPARE(vetoes, scripts[k].veto != Veto::None || scripts[k].refusedOne ? 1 : 0);
        }
    }

    void comparisonAtSignOffIsKeptAndNoted()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        const Sample portrait = portraitSample();
        settled(world.vault().saveSample(id, portrait, operatorOne())).value();
        Sample face = portraitSample();
        face.info.id = SampleId::create();
        face.info.kind = SampleKind::FaceAtSignOff;
        FaceComparison differs{u"portrait"_s, portrait.info.id, Likeness::Differs};
        differs.distance = 0.8125;
        differs.normalised = 0.0625;
        differs.agreesTo = -0.15;
        differs.differsFrom = -0.05;
        differs.cohortFaces = 250;
        differs.cohortDigest = QString(64, u'c');
        differs.modelDigest = QString(64, u'd');
        differs.at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'250, Qt::UTC);
        FaceComparison unfit{u"earlier-portrait"_s, {}, Likeness::NotCompared, u"blurred"_s, true};
        face.info.comparisons = {differs, unfit};
        settled(world.vault().saveSample(id, face, operatorOne())).value();
        const Enrolment saved = settled(world.vault().load(id)).value();
        QVERIFY(saved.faceAtSignOff());
        QCOMPARE(saved.faceAtSignOff()->comparisons, face.info.comparisons);
        QVERIFY(saved.portrait() && saved.portrait()->comparisons.isEmpty());
        QCOMPARE(settled(world.vault().loadSample(id, face.info.id)).value().bytes, face.bytes);
        AuditFilter filter;
        filter.events = {u"face-compared"_s};
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].detail, u"differs, portrait differs, earlier-portrait not-compared"_s);
        QVERIFY(settled(world.vault().list({})).value().first().faceInDoubt);

        // It agrees: nothing to look at. Another one takes the place of the first.
        face.info.id = SampleId::create();
        face.info.comparisons = {differs};
        face.info.comparisons[0].likeness = Likeness::Agrees;
        settled(world.vault().saveSample(id, face, operatorOne())).value();
        QVERIFY(!settled(world.vault().list({})).value().first().faceInDoubt);
        QCOMPARE(settled(world.vault().load(id)).value().samples.size(), 2);

        // What was compared with another portrait says nothing about this one.
        Sample retaken = portraitSample();
        retaken.info.id = SampleId::create();
        settled(world.vault().saveSample(id, retaken, operatorOne())).value();
        QVERIFY(!settled(world.vault().load(id)).value().faceAtSignOff());
    }

    void comparisonsThatCannotBeAreRefused()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        const auto refused = [&](const Sample &sample) {
            return faultOf(settled(world.vault().saveSample(id, sample, operatorOne())));
        };
        Sample portrait = portraitSample();
        portrait.info.comparisons = {{u"portrait"_s, {}, Likeness::Agrees}};
        QCOMPARE(refused(portrait), StoreFault::Invalid); // a portrait is not compared with itself
        Sample face = portraitSample();
        face.info.kind = SampleKind::FaceAtSignOff;
        face.info.comparisons = {{u"portrait"_s, {}, Likeness::Agrees}};
        QCOMPARE(refused(face), StoreFault::Invalid); // agrees by no distance
        face.info.comparisons = {{u"portrait"_s, {}, Likeness::NotCompared, QString(65, u'x')}};
        QCOMPARE(refused(face), StoreFault::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestPortraitLog)
#include "tst_portraitlog.moc"
