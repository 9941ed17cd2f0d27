// The voice at the counter: with a stand-in for the speech program that writes down what it is asked to say,
// and with the real one where it is installed.
#include "devices/voice/espeakvoice.h"

#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

using State = VoicePrompt::State;
using Language = VoicePrompt::Language;

/// A program that knows some voices, and takes its time to say something.
class StandIn {
public:
    explicit StandIn(const QByteArray &voices, const QByteArray &manner = "sleep 0.2")
    {
        QFile script(m_folder.filePath(u"speak"_s));
        if (!script.open(QIODevice::WriteOnly))
            return;
        script.write("#!/bin/sh\n"
                     "if [ \"$1\" = --voices ]; then\nprintf 'Pty Language Age/Gender VoiceName File Other\\n"
                     + voices + "'\nexit 0\nfi\nread text\necho \"$2: $text\" >> " + said().toUtf8() + "\n"
                     + manner + "\n");
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QString program() const { return m_folder.filePath(u"speak"_s); }
    QStringList lines() const
    {
        QFile file(said());
        return file.open(QIODevice::ReadOnly)
            ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
            : QStringList();
    }

private:
    QString said() const { return m_folder.filePath(u"said"_s); }
    QTemporaryDir m_folder;
};

const QByteArray bothVoices = " 5 en-gb --/M English gmw/en\\n 5 ur --/M Urdu inc/ur\\n";

bool waitUntilKnown(EspeakVoice &voice)
{
    QSignalSpy known(&voice, &VoicePrompt::stateChanged);
    return voice.state(Language::Urdu) != State::Unknown || known.wait(20000);
}

} // namespace

class EspeakVoiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingInstalledIsSaid()
    {
        EspeakVoice voice({u"/nowhere/espeak"_s});
        QCOMPARE(voice.state(Language::Urdu), State::Unknown);
        QVERIFY(waitUntilKnown(voice));
        QCOMPARE(voice.state(Language::Urdu), State::NoProgram);
        QCOMPARE(voice.state(Language::English), State::NoProgram);
        voice.say(u"x"_s, Language::Urdu); // nothing happens, and nothing breaks
        voice.stop();
    }
    void aMissingLanguageIsSaid()
    {
        const StandIn program(" 5 en-gb --/M English gmw/en\\n 5 urx --/M Other inc/urx\\n");
        EspeakVoice voice({program.program()});
        QVERIFY(waitUntilKnown(voice));
        QCOMPARE(voice.state(Language::English), State::Ready);
        QCOMPARE(voice.state(Language::Urdu), State::NoVoice);
        voice.say(u"نہیں"_s, Language::Urdu);
        voice.say(u"yes"_s, Language::English);
        QTRY_COMPARE_WITH_TIMEOUT(program.lines().size(), 1, 20000);
        QCOMPARE(program.lines().first(), u"en: yes"_s);
    }
    void oneAtATimeAndOnlyTheNewestWaits()
    {
        const StandIn program(bothVoices);
        EspeakVoice voice({program.program()});
        QVERIFY(waitUntilKnown(voice));
        QSignalSpy spoken(&voice, &VoicePrompt::spoken);
        for (const QString &text : {u"ایک"_s, u"دو"_s, u"تین"_s})
            voice.say(text, Language::Urdu);
        QTRY_COMPARE_WITH_TIMEOUT(spoken.count(), 2, 20000);
        QCOMPARE(program.lines(), (QStringList{u"ur: ایک"_s, u"ur: تین"_s}));
    }
    void stopIsAtOnceAndForgets()
    {
        const StandIn program(bothVoices, "sleep 60");
        EspeakVoice voice({program.program()});
        QVERIFY(waitUntilKnown(voice));
        QSignalSpy spoken(&voice, &VoicePrompt::spoken);
        voice.say(u"ایک"_s, Language::Urdu);
        voice.say(u"دو"_s, Language::Urdu);
        QTRY_COMPARE_WITH_TIMEOUT(program.lines().size(), 1, 20000);
        voice.stop();
        voice.say(u"تین"_s, Language::Urdu); // need not wait for the end of the one that was stopped
        QTRY_COMPARE_WITH_TIMEOUT(program.lines().size(), 2, 20000);
        QCOMPARE(program.lines().last(), u"ur: تین"_s);
        QVERIFY(spoken.isEmpty());
    }
    void noLoudspeakerIsSaidAndTriedAgain()
    {
        const StandIn program(bothVoices, "echo 'error: No such file or directory' >&2");
        EspeakVoice voice({program.program()});
        QVERIFY(waitUntilKnown(voice));
        QSignalSpy changed(&voice, &VoicePrompt::stateChanged);
        voice.say(u"ایک"_s, Language::Urdu);
        QTRY_COMPARE_WITH_TIMEOUT(voice.state(Language::Urdu), State::NoSound, 20000);
        QCOMPARE(changed.count(), 1);
        voice.say(u"دو"_s, Language::Urdu);
        QTRY_COMPARE_WITH_TIMEOUT(program.lines().size(), 2, 20000);
    }
    void theRealVoiceSpeaksUrdu()
    {
        if (QStandardPaths::findExecutable(u"espeak-ng"_s).isEmpty())
            QSKIP("espeak-ng is not installed");
        const QTemporaryDir folder;
        const auto spokenBytes = [&](const QString &text) -> qint64 {
            const QString file = folder.filePath(u"said.wav"_s);
            QFile::remove(file);
            EspeakVoice voice({u"espeak-ng"_s, 140, {u"-w"_s, file}});
            if (!waitUntilKnown(voice) || voice.state(Language::Urdu) != State::Ready)
                return -1;
            QSignalSpy spoken(&voice, &VoicePrompt::spoken);
            voice.say(text, Language::Urdu);
            return spoken.wait(20000) ? QFile(file).size() : -1;
        };
        const qint64 one = spokenBytes(u"ذرا قریب آئیں"_s);
        const qint64 three = spokenBytes(u"ذرا قریب آئیں، ذرا قریب آئیں، ذرا قریب آئیں"_s);
        QVERIFY2(one > 20000, qPrintable(QString::number(one))); // half a second of sound at least
        QVERIFY(three > 2 * one);
    }
};

QTEST_GUILESS_MAIN(EspeakVoiceTest)
#include "tst_espeakvoice.moc"
