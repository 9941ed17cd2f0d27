#include "devices/voice/espeakvoice.h"

#include <QCoreApplication>
#include <QTimer>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestSentenceMs = 12000; ///< a sound card that hangs is not waited for
constexpr qsizetype longestSentence = 300; ///< characters

QString voiceCode(VoicePrompt::Language language)
{
    return language == VoicePrompt::Language::Urdu ? u"ur"_s : u"en"_s;
}

/// The list has a line a voice: priority, language, age and gender, name, file, other languages.
bool hasVoice(const QByteArray &list, const QByteArray &language)
{
    for (const QByteArray &line : list.split('\n')) {
        const QByteArray code = line.simplified().split(' ').value(1);
        if (code == language || code.startsWith(language + '-'))
            return true;
    }
    return false;
}

} // namespace

EspeakVoice::EspeakVoice(Setup setup, QObject *parent)
    : VoicePrompt(parent)
    , m_setup(std::move(setup))
{
    connect(&m_looking, &QProcess::finished, this, [this] { looked(m_looking.readAllStandardOutput()); });
    connect(&m_looking, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_english = m_urdu = State::NoProgram;
        Q_EMIT stateChanged();
    });
    QTimer::singleShot(0, this, &EspeakVoice::look);
}

EspeakVoice::~EspeakVoice()
{
    m_looking.disconnect(this);
    stop();
}

void EspeakVoice::look()
{
    m_looking.setStandardErrorFile(QProcess::nullDevice());
    m_looking.start(m_setup.program, {u"--voices"_s});
}

void EspeakVoice::looked(const QByteArray &voices)
{
    m_english = hasVoice(voices, "en") ? State::Ready : State::NoVoice;
    m_urdu = hasVoice(voices, "ur") ? State::Ready : State::NoVoice;
    Q_EMIT stateChanged();
}

VoicePrompt::State EspeakVoice::state(Language language) const
{
    const State state = language == Language::Urdu ? m_urdu : m_english;
    return state == State::Ready && m_silent ? State::NoSound : state;
}

void EspeakVoice::say(const QString &text, Language language)
{
    const State now = state(language);
    if ((now != State::Ready && now != State::NoSound) || text.isEmpty() || text.size() > longestSentence)
        return;
    if (m_speaking)
        m_next = Sentence{text, language};
    else
        start({text, language});
}

void EspeakVoice::start(const Sentence &sentence)
{
    m_speaking = std::make_unique<QProcess>();
    QProcess *process = m_speaking.get();
    process->setStandardOutputFile(QProcess::nullDevice());
    connect(process, &QProcess::finished, this, [this, process](int, QProcess::ExitStatus status) {
        // Without a sound card it ends well all the same, and says so here only.
        if (status == QProcess::NormalExit)
            heard(!process->readAllStandardError().contains("error:"));
        ended();
    });
    connect(process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            ended();
    });
    QTimer::singleShot(longestSentenceMs, process, &QProcess::kill);
    // The text goes in by the standard input: it is in no list of processes.
    process->start(m_setup.program,
                   QStringList{u"-v"_s, voiceCode(sentence.language), u"-s"_s,
                               QString::number(m_setup.wordsPerMinute), u"--stdin"_s}
                       + m_setup.more);
    process->write(sentence.text.toUtf8());
    process->closeWriteChannel();
}

void EspeakVoice::heard(bool withSound)
{
    if (std::exchange(m_silent, !withSound) == withSound)
        Q_EMIT stateChanged();
}

void EspeakVoice::ended()
{
    if (!m_speaking)
        return;
    m_speaking.release()->deleteLater(); // it is what has called
    Q_EMIT spoken();
    if (const auto next = std::exchange(m_next, std::nullopt); next && !m_speaking)
        start(*next);
}

void EspeakVoice::stop()
{
    m_next.reset();
    if (!m_speaking)
        return;
    m_speaking->disconnect(this);
    // Its end is waited for by the event loop, not here.
    QProcess *process = m_speaking.release();
    process->setParent(QCoreApplication::instance());
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->kill();
    if (process->state() == QProcess::NotRunning)
        process->deleteLater();
}

} // namespace indraj
