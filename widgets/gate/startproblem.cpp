#include "widgets/gate/startproblem.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/textlabel.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/words.h"

#include <QShortcut>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

StartProblem::StartProblem(const StationNames &names, StartCause cause, QString detail,
                           LanguageSwitch &language, QWidget *parent)
    : GateFrame(names, parent)
    , m_cause(cause)
    , m_detail(std::move(detail))
    , m_language(language)
    , m_message(new MessageLine(this))
    , m_line(new TextLabel(TextStyle::Body, this, Script::English))
    , m_quit(new ActionButton(u"quit"_s, {}, this, ActionButton::Look::Primary))
    , m_other(new ActionButton(u"language"_s, {}, this))
{
    setWindowTitle(u"Indraj"_s);
    resize(1366, 768);
    m_message->setWordWrap(true);
    m_line->setObjectName(u"startProblem.detail"_s);
    m_line->setWordWrap(true);
    m_line->setText(m_detail);
    m_line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    form()->addWidget(m_message);
    form()->addWidget(m_line);
    form()->addWidget(m_quit, 0, Qt::AlignLeading);
    form()->addWidget(m_other, 0, Qt::AlignLeading);
    form()->addStretch(1);
    connect(m_quit, &QAbstractButton::clicked, this, [this] { trigger(u"quit"_s); });
    connect(m_other, &QAbstractButton::clicked, this, [this] { trigger(u"language"_s); });
    auto *key = new QShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_L, this);
    connect(key, &QShortcut::activated, this, [this] { trigger(u"language"_s); });
    StartProblem::retranslate();
    m_quit->setFocus(Qt::OtherFocusReason);
}

void StartProblem::trigger(const QString &actionId)
{
    if (actionId == "quit"_L1)
        Q_EMIT quitRequested();
    else if (actionId == "language"_L1)
        m_language.toggle();
}

void StartProblem::retranslate()
{
    GateFrame::retranslate();
    title()->setText(tr("Indraj cannot start here"));
    lead()->setText(tr("Nothing was changed. What is stored stays as it is."));
    QString words;
    switch (m_cause) {
    case StartCause::Form:
        words = tr("The form cannot be read. Do not enrol here. Call the technician and read out this line:");
        break;
    case StartCause::Rules:
        words
            = tr("The rules cannot be read. Do not enrol here. Call the technician and read out this line:");
        break;
    case StartCause::Preparation:
        words = tr("The training folder is not ready. Start Indraj with %1, which prepares it.")
                    .arg(isolated(u"./indraj run"_s));
        break;
    case StartCause::Camera:
        words
            = tr("The camera that was named at the start is not an address. Start Indraj with another one.");
        break;
    }
    m_message->setMessage(MessageKind::Error, words);
    m_quit->setLabel(tr("Close Indraj"));
    m_other->setLabel(m_language.language() == Language::English ? u"اردو"_s : u"English"_s);
}

} // namespace indraj
