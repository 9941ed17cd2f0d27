#include "widgets/people/newpassphrase.h"

#include "widgets/controls/messageline.h"
#include "widgets/controls/passphrasebox.h"
#include "widgets/people/passphraserule.h"

#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

NewPassphrase::NewPassphrase(QWidget *parent)
    : QWidget(parent)
    , m_first(new PassphraseBox(u"newPassphrase"_s, this))
    , m_second(new PassphraseBox(u"newPassphraseAgain"_s, this))
    , m_strength(new MessageLine(this))
    , m_match(new MessageLine(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_first);
    column->addWidget(m_strength);
    column->addSpacing(6);
    column->addWidget(m_second);
    column->addWidget(m_match);
    m_strength->setWordWrap(true);
    m_match->setWordWrap(true);
    setFocusProxy(m_first);
    for (PassphraseBox *box : {m_first, m_second})
        connect(box, &PassphraseBox::edited, this, [this] {
            judge(false);
            Q_EMIT changed();
        });
    connect(m_first, &PassphraseBox::entered, this, [this] { m_second->setFocus(Qt::TabFocusReason); });
    retranslate();
}

bool NewPassphrase::isGood() const
{
    return isAcceptable(gradePassphrase(m_first->line()->text()))
        && m_first->line()->text() == m_second->line()->text();
}

void NewPassphrase::showProblem()
{
    judge(true);
    (isAcceptable(gradePassphrase(m_first->line()->text())) ? m_second : m_first)
        ->setFocus(Qt::OtherFocusReason);
}

SecretBytes NewPassphrase::take()
{
    m_second->clear();
    SecretBytes taken = m_first->take();
    judge(false);
    return taken;
}

void NewPassphrase::clear()
{
    m_first->clear();
    m_second->clear();
    judge(false);
}

QString NewPassphrase::message() const
{
    return m_strength->text() + (m_match->text().isEmpty() ? QString() : u' ' + m_match->text());
}

void NewPassphrase::judge(bool insist)
{
    const PassphraseGrade grade = gradePassphrase(m_first->line()->text());
    switch (grade) {
    case PassphraseGrade::Empty:
        m_strength->setMessage(insist ? MessageKind::Error : MessageKind::Neutral,
                               tr("12 letters or more. Four ordinary words are easiest to remember."));
        break;
    case PassphraseGrade::TooShort:
        m_strength->setMessage(insist ? MessageKind::Error : MessageKind::Warn,
                               tr("Too short: 12 letters or more."));
        break;
    case PassphraseGrade::TooEven:
        m_strength->setMessage(insist ? MessageKind::Error : MessageKind::Warn,
                               tr("Too easy to guess: the same letters again and again."));
        break;
    case PassphraseGrade::Enough:
        m_strength->setMessage(MessageKind::Ok, tr("Long enough. Four words or more would be stronger."));
        break;
    case PassphraseGrade::Strong:
        m_strength->setMessage(MessageKind::Ok, tr("Strong, if it was never used elsewhere."));
        break;
    }
    const QString warning = m_first->warning();
    if (!warning.isEmpty() && isAcceptable(grade))
        m_strength->setMessage(MessageKind::Warn, warning);
    const QString again = m_second->line()->text();
    const bool alike = again == m_first->line()->text();
    if (again.isEmpty())
        m_match->setMessage(MessageKind::Error,
                            insist && isAcceptable(grade) ? tr("Type it once more.") : QString());
    else if (alike)
        m_match->setMessage(MessageKind::Ok, tr("Both are alike."));
    else if (insist || !m_first->line()->text().startsWith(again))
        m_match->setMessage(MessageKind::Error, tr("The two are not alike."));
    else
        m_match->clear();
}

void NewPassphrase::retranslate()
{
    m_first->setLabel(tr("New pass phrase"));
    m_second->setLabel(tr("The same once more"));
    judge(false);
}

void NewPassphrase::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indraj
