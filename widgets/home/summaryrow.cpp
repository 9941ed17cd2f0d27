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

TextLabel *nameIn(Script script, const QString &text, QWidget *parent)
{
    auto *name = new TextLabel(TextStyle::Body, parent, script);
    name->setText(text);
    name->setMinimumWidth(scaledText(nameColumn));
    return name;
}

/// Columns: what varies in width stands in a box that does not.
QWidget *stateBox(EnrolmentState state, QWidget *parent)
{
    const StateWords words = stateWords(state);
    auto *box = new QWidget(parent);
    box->setFixedWidth(scaledText(foldedText() ? foldedChipColumn : chipColumn));
    auto *chip = new StatusChip(box);
    chip->setState(words.kind, words.text, words.icon);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(chip);
    row->addStretch(1);
    return box;
}

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
    auto *name = nameIn(Script::English, summary.nameEnglish, this);
    auto *nameUrdu = nameIn(Script::Urdu, summary.nameUrdu, this);
    row->addWidget(token);
    row->addWidget(stateBox(summary.state, this));
    row->addWidget(name);
    row->addWidget(nameUrdu);
    const QString what = whatIsLeft(summary);
    auto *detail = new TextLabel(TextStyle::Small, what, this);
    detail->setTone(u"muted"_s);
    if (foldedText()) { // one name, and what is to be done below
        name->setVisible(!urduInterface());
        nameUrdu->setVisible(urduInterface());
        row->addStretch(1);
        detail->setVisible(!what.isEmpty());
        detail->setWordWrap(true);
        column->addWidget(detail);
    } else {
        row->addWidget(detail, 1);
    }
    auto *time = new TextLabel(TextStyle::Small, timeWords(summary.savedAt), this);
    time->setTone(u"muted"_s);
    row->addWidget(time);
    if (withButton)
        addButton(*row, summary);
}

QString SummaryRow::whatIsLeft(const EnrolmentSummary &summary)
{
    if (summary.state == EnrolmentState::Returned)
        return reasonWords(summary.returnReason);
    if (summary.state == EnrolmentState::Draft)
        return tr("At %1, %2 of 10 fingers")
            .arg(stepName(summary.step), isolated(QString::number(summary.fingersDone)));
    return {};
}

void SummaryRow::addButton(QHBoxLayout &row, const EnrolmentSummary &summary)
{
    const bool returned = summary.state == EnrolmentState::Returned;
    auto *button = new ActionButton(u"open."_s + summary.token, returned ? tr("Open") : tr("Resume"), this);
    button->setCompact(true);
    row.addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, id = summary.id] { Q_EMIT openRequested(id); });
}

} // namespace indraj
