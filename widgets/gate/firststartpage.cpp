#include "widgets/gate/firststartpage.h"

#include "storage/secret.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/textlabel.h"
#include "widgets/shell/words.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

FirstStartPage::FirstStartPage(const StationNames &names, QWidget *parent)
    : GateFrame(names, parent)
    , m_list(new QGridLayout)
    , m_message(new MessageLine(this))
    , m_written(new QCheckBox(this))
    , m_continue(new ActionButton(u"acknowledge"_s, {}, this, ActionButton::Look::Primary))
{
    m_list->setHorizontalSpacing(16);
    m_list->setVerticalSpacing(4);
    m_list->setColumnStretch(1, 1);
    m_message->setWordWrap(true);
    m_written->setObjectName(u"field.writtenDown"_s);
    m_written->setMinimumHeight(44);
    m_continue->setEnabled(false);
    form()->addLayout(m_list);
    form()->addWidget(m_message);
    form()->addWidget(m_written, 0, Qt::AlignLeading);
    form()->addWidget(m_continue, 0, Qt::AlignLeading);
    form()->addStretch(1);
    connect(m_written, &QCheckBox::toggled, m_continue, &QWidget::setEnabled);
    connect(m_continue, &QAbstractButton::clicked, this, [this] { trigger(u"acknowledge"_s); });
    FirstStartPage::retranslate();
}

void FirstStartPage::showPreparing()
{
    clearCredentials();
    m_failure.clear();
    retranslate();
}

void FirstStartPage::showFailure(const QString &words)
{
    m_failure = words;
    retranslate();
}

void FirstStartPage::showCredentials(const QList<Credential> &credentials)
{
    m_credentials = credentials;
    retranslate();
    if (isVisible()) // while the station was made there was nothing to operate but the bar
        enter();
}

void FirstStartPage::clearCredentials()
{
    for (Credential &credential : m_credentials)
        wipe(credential.passphrase);
    m_credentials.clear();
    qDeleteAll(m_rows);
    m_rows.clear();
}

void FirstStartPage::enter() { m_written->setFocus(Qt::OtherFocusReason); }

void FirstStartPage::leave() { clearCredentials(); }

void FirstStartPage::trigger(const QString &actionId)
{
    if (actionId == "acknowledge"_L1 && m_written->isChecked())
        Q_EMIT acknowledged();
}

void FirstStartPage::retranslate()
{
    GateFrame::retranslate();
    const bool ready = !m_credentials.isEmpty();
    title()->setText(ready ? tr("This station is ready") : tr("Setting up this station"));
    lead()->setText(ready ? tr("These pass phrases open the station. They are shown only now.")
                          : tr("Store and keys are being made. This takes a few seconds."));
    qDeleteAll(m_rows);
    m_rows.clear();
    for (int i = 0; i < m_credentials.size(); ++i) {
        const Credential &credential = m_credentials.at(i);
        auto *name = new TextLabel(
            TextStyle::Body, actorName(credential.actor) + u" · "_s + roleWord(credential.actor.role), this);
        auto *phrase = new TextLabel(TextStyle::Field, this, Script::English);
        phrase->setText(credential.passphrase);
        phrase->setObjectName(u"passphrase."_s + credential.actor.id);
        phrase->setTextInteractionFlags(Qt::TextSelectableByMouse);
        phrase->setBold(true);
        m_list->addWidget(name, 2 * i, 0);
        // The label itself runs from left to right always, so its side has to be said.
        m_list->addWidget(phrase, 2 * i + 1, 0,
                          QGuiApplication::isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
        m_rows << name << phrase;
    }
    if (!m_failure.isEmpty())
        m_message->setMessage(MessageKind::Error, m_failure);
    else if (ready && names().training)
        m_message->setMessage(
            MessageKind::Info,
            tr("Training only: they are also kept in %1").arg(isolated(names().passphraseFile)));
    else
        m_message->clear();
    m_written->setText(tr("I have written these down"));
    m_written->setFont(uiFont(TextStyle::Body));
    m_written->setVisible(ready);
    m_continue->setLabel(tr("Continue"));
    m_continue->setVisible(ready);
}

GateNotice::GateNotice(const StationNames &names, QWidget *parent)
    : GateFrame(names, parent)
    , m_message(new MessageLine(this))
    , m_quit(new ActionButton(u"quit"_s, {}, this, ActionButton::Look::Primary))
{
    m_message->setWordWrap(true);
    form()->addWidget(m_message);
    form()->addWidget(m_quit, 0, Qt::AlignLeading);
    form()->addStretch(1);
    connect(m_quit, &QAbstractButton::clicked, this, &GateNotice::quitRequested);
    GateNotice::retranslate();
}

void GateNotice::setError(const StoreError &error)
{
    m_error = error;
    retranslate();
}

void GateNotice::trigger(const QString &actionId)
{
    if (actionId == "quit"_L1)
        Q_EMIT quitRequested();
}

void GateNotice::retranslate()
{
    GateFrame::retranslate();
    title()->setText(tr("Indraj cannot start here"));
    lead()->setText(tr("Nothing was changed. What is stored stays as it is."));
    if (m_error)
        m_message->setMessage(MessageKind::Error, storeErrorWords(*m_error));
    m_quit->setLabel(tr("Close Indraj"));
}

} // namespace indraj
