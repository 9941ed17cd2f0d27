#include "widgets/fingers/fingerpairpanel.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/textlabel.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int panelWidth = 520;
constexpr QSize pictureSize(190, 226);
} // namespace

FingerPairPanel::FingerPairPanel(QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextStyle::Heading, this))
    , m_words(new TextLabel(TextStyle::Body, this))
    , m_newer(new PictureBox(pictureSize, this))
    , m_older(new PictureBox(pictureSize, this))
    , m_newerName(new TextLabel(TextStyle::Label, this))
    , m_olderName(new TextLabel(TextStyle::Label, this))
{
    setObjectName(u"fingerPair"_s);
    setProperty("panel", u"picker"_s);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    m_words->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_words);
    auto *pictures = new QHBoxLayout;
    pictures->setSpacing(16);
    for (const auto &[picture, name] : {std::pair{m_newer, m_newerName}, std::pair{m_older, m_olderName}}) {
        auto *side = new QVBoxLayout(new QWidget(this));
        side->setContentsMargins(0, 0, 0, 0);
        side->setSpacing(4);
        side->addWidget(picture, 0, Qt::AlignHCenter);
        name->setAlignment(Qt::AlignCenter);
        side->addWidget(name);
        pictures->addWidget(side->parentWidget(), 1);
    }
    column->addLayout(pictures);
    const QStringList ids{u"pair.newer"_s, u"pair.older"_s, u"pair.different"_s};
    for (int i = 0; i < ids.size(); ++i) {
        auto *button = new ActionButton(ids[i], {}, this);
        button->setKeyHint(QString::number(i + 1));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QAbstractButton::clicked, this, [this, i] { answer(i); });
        column->addWidget(button);
        m_buttons << button;
    }
    hide();
}

void FingerPairPanel::open(const LikePair &pair)
{
    m_seen.reset();
    m_pair = pair;
    m_newer->setPicture(pair.newerPicture);
    m_older->setPicture(pair.olderPicture);
    lay();
}

void FingerPairPanel::open(const SeenFinger &seen, const QImage &newer, const QString &who)
{
    m_seen = seen;
    m_who = who;
    m_pair.newer = seen.finger;
    m_newer->setPicture(newer);
    m_older->setPicture({});
    lay();
}

void FingerPairPanel::setOlderPicture(const QImage &picture) { m_older->setPicture(picture); }

void FingerPairPanel::lay()
{
    // Of the people who work here the station keeps no pictures, only what is compared.
    m_older->parentWidget()->setVisible(!m_seen || !m_seen->known.isOwn());
    m_buttons[1]->setVisible(!m_seen);
    m_buttons[2]->setKeyHint(m_seen ? u"2"_s : u"3"_s);
    retranslate();
    setFixedWidth(qMin(panelWidth, parentWidget()->width() - 32));
    adjustSize();
    move((parentWidget()->width() - width()) / 2, qMax(0, (parentWidget()->height() - height()) / 2));
    show();
    raise();
    m_buttons.first()->setFocus(Qt::OtherFocusReason);
}

void FingerPairPanel::answer(int choice)
{
    hide();
    if (choice == 0)
        Q_EMIT takeAgain(m_pair.newer);
    else if (choice == 1 && !m_seen)
        Q_EMIT takeAgain(m_pair.older);
    else
        Q_EMIT different();
}

void FingerPairPanel::retranslate() { m_seen ? saySeen() : sayPair(); }

void FingerPairPanel::saySeen()
{
    const KnownFinger &known = m_seen->known;
    const QString newer = said(this, wordsFor(m_seen->finger));
    if (known.isOwn()) {
        m_title->setText(tr("Whose finger is this?"));
        m_words->setText(
            tr("It looks like a finger of %1, who works here. The station can be wrong. Only the "
               "applicant's finger may lie on the scanner.")
                .arg(m_who));
    } else {
        m_title->setText(tr("Was this person here before?"));
        m_words->setText(tr("The finger looks like one of token %1, captured by %2 on %3. The station can be "
                            "wrong. Look at both and ask the applicant; the in-charge is shown it too.")
                             .arg(isolated(known.token), m_who, dateWords(known.at.toLocalTime().date())));
    }
    const QString older = said(this, wordsFor(known.finger)) + u" · "_s + isolated(known.token);
    m_newerName->setText(newer);
    m_olderName->setText(older);
    m_newer->setAccessibleName(newer);
    m_older->setAccessibleName(older);
    setAccessibleName(m_title->text() + u' ' + m_words->text());
    m_buttons[0]->setLabel(tr("Take again: %1").arg(newer));
    m_buttons[2]->setLabel(tr("Go on"));
}

void FingerPairPanel::sayPair()
{
    const QString newer = said(this, wordsFor(m_pair.newer)), older = said(this, wordsFor(m_pair.older));
    m_title->setText(tr("May these two be the same finger?"));
    m_words->setText(
        tr("They look alike to the station, which can be wrong. Look at both and at the hand; you "
           "decide."));
    m_newerName->setText(newer);
    m_olderName->setText(older);
    m_newer->setAccessibleName(newer);
    m_older->setAccessibleName(older);
    setAccessibleName(m_title->text() + u' ' + newer + u", "_s + older);
    m_buttons[0]->setLabel(tr("Take again: %1").arg(newer));
    m_buttons[1]->setLabel(tr("Take again: %1").arg(older));
    m_buttons[2]->setLabel(tr("They are different fingers"));
}

void FingerPairPanel::keyPressEvent(QKeyEvent *event)
{
    const int digit = event->text().isEmpty() ? -1 : event->text().at(0).digitValue();
    if (event->key() == Qt::Key_Escape)
        answer(2);
    else if (m_seen && digit == 2)
        answer(2);
    else if (digit >= 1 && digit <= m_buttons.size())
        answer(digit - 1);
    else
        QFrame::keyPressEvent(event);
}

void FingerPairPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace indraj
