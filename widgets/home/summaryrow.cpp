#include "widgets/home/summaryrow.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/statuschip.h"
#include "widgets/controls/textlabel.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int rowHeight = 46;
constexpr int chipColumn = 240;
constexpr int foldedChipColumn = 210;
constexpr int nameColumn = 150;
} // namespace

SummaryRow::SummaryRow(const EnrolmentSummary &summary, bool withButton, QWidget *parent)
    : QWidget(parent)
{
    setMinimumHeight(scaledRoom(rowHeight));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    column->addLayout(row);
    auto *token = new TextLabel(TextStyle::Body, isolated(summary.token), this);
    token->setBold(true);
    token->setMinimumWidth(scaledText(64));
    const StateWords words = stateWords(summary.state);
    auto *chip = new StatusChip(this);
    chip->setState(words.kind, words.text, words.icon);
    auto *name = new TextLabel(TextStyle::Body, this, Script::English);
    name->setText(summary.nameEnglish);
    auto *nameUrdu = new TextLabel(TextStyle::Body, this, Script::Urdu);
    nameUrdu->setText(summary.nameUrdu);
    QString what;
    if (summary.state == EnrolmentState::Returned)
        what = reasonWords(summary.returnReason);
    else if (summary.state == EnrolmentState::Draft)
        what = tr("At %1, %2 of 10 fingers")
                   .arg(stepName(summary.step), isolated(QString::number(summary.fingersDone)));
    auto *detail = new TextLabel(TextStyle::Small, what, this);
    detail->setTone(u"muted"_s);
    auto *time = new TextLabel(TextStyle::Small, timeWords(summary.savedAt), this);
    time->setTone(u"muted"_s);
    const bool folded = foldedText();
    row->addWidget(token);
    // Columns: what varies in width stands in a box that does not.
    auto *chipBox = new QWidget(this);
    chipBox->setFixedWidth(scaledText(folded ? foldedChipColumn : chipColumn));
    auto *chipRow = new QHBoxLayout(chipBox);
    chipRow->setContentsMargins(0, 0, 0, 0);
    chipRow->addWidget(chip);
    chipRow->addStretch(1);
    name->setMinimumWidth(scaledText(nameColumn));
    nameUrdu->setMinimumWidth(scaledText(nameColumn));
    row->addWidget(chipBox);
    row->addWidget(name);
    row->addWidget(nameUrdu);
    if (folded) { // one name, and what is to be done below
        name->setVisible(!urduInterface());
        nameUrdu->setVisible(urduInterface());
        row->addStretch(1);
        detail->setVisible(!what.isEmpty());
        detail->setWordWrap(true);
        column->addWidget(detail);
    } else {
        row->addWidget(detail, 1);
    }
    row->addWidget(time);
    if (!withButton)
        return;
    const bool returned = summary.state == EnrolmentState::Returned;
    auto *button = new ActionButton(u"open."_s + summary.token, returned ? tr("Open") : tr("Resume"), this);
    button->setCompact(true);
    row->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, id = summary.id] { Q_EMIT openRequested(id); });
}

} // namespace indraj
