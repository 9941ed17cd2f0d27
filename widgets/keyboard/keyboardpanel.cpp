#include "widgets/keyboard/keyboardpanel.h"

#include "widgets/keyboard/keyface.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QGridLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int letterColumns = 10;
constexpr int digitColumn = letterColumns + 1; // after a gap
constexpr int toolColumn = digitColumn + 4; // after another
constexpr int keyGap = 4;
constexpr int blockGap = 8;

} // namespace

KeyboardPanel::KeyboardPanel(QWidget *parent)
    : Plate(&Tokens::window, &Tokens::border, TopEdge, parent)
{
    setObjectName(u"keyboard"_s);
    setLayoutDirection(Qt::LeftToRight);
    auto *grid = new QGridLayout(this);
    grid->setSpacing(keyGap);
    for (int column = 0; column <= toolColumn; ++column)
        grid->setColumnStretch(column, 1);
    for (const int gap : {letterColumns, toolColumn - 1}) {
        grid->setColumnStretch(gap, 0);
        grid->setColumnMinimumWidth(gap, blockGap);
    }
    buildLetters(grid);
    buildBottomRow(grid);
    buildDigits(grid);
    refresh();
    hide();
}

KeyFace *KeyboardPanel::addKey(const QString &name)
{
    auto *key = new KeyFace(this);
    key->setObjectName(u"key."_s + name);
    return key;
}

void KeyboardPanel::buildLetters(QGridLayout *grid)
{
    const QList<QList<UrduKey>> &rows = urduKeyRows();
    for (int row = 0; row < rows.size(); ++row) {
        const int first = letterColumns - int(rows.at(row).size()); // Shift stands before the last row
        for (int i = 0; i < rows.at(row).size(); ++i) {
            KeyFace *key = addKey(rows.at(row).at(i).latin);
            grid->addWidget(key, row, first + i);
            m_letters.append(key);
            connect(key, &QAbstractButton::clicked, this, [this, key] {
                Q_EMIT typed(key->text());
                setShift(false);
            });
        }
    }
    m_shiftKey = addKey(u"shift"_s);
    m_shiftKey->setIconName(u"shift"_s);
    grid->addWidget(m_shiftKey, 2, 0);
    connect(m_shiftKey, &QAbstractButton::clicked, this, [this] { setShift(!m_shift); });
}

void KeyboardPanel::buildBottomRow(QGridLayout *grid)
{
    m_script = addKey(u"script"_s);
    m_script->setWord(true);
    m_space = addKey(u"space"_s);
    m_space->setWord(true);
    m_hide = addKey(u"hide"_s);
    m_hide->setWord(true);
    m_hide->setIconName(u"chevron-down"_s);
    grid->addWidget(m_script, 3, 0, 1, 2);
    grid->addWidget(m_space, 3, 2, 1, 6);
    grid->addWidget(m_hide, 3, 8, 1, 2);
    connect(m_script, &QAbstractButton::clicked, this, &KeyboardPanel::scriptAsked);
    connect(m_space, &QAbstractButton::clicked, this, [this] { Q_EMIT typed(u" "_s); });
    connect(m_hide, &QAbstractButton::clicked, this, &KeyboardPanel::hideAsked);
}

void KeyboardPanel::buildDigits(QGridLayout *grid)
{
    const QString digits = u"789456123-0/"_s; // Latin in both languages, like every digit here
    for (int i = 0; i < digits.size(); ++i) {
        const QString digit = digits.at(i);
        KeyFace *key = addKey(digit);
        key->setFace(digit, {});
        grid->addWidget(key, i / 3, digitColumn + i % 3);
        connect(key, &QAbstractButton::clicked, this, [this, digit] { Q_EMIT typed(digit); });
    }
    m_backspace = addKey(u"backspace"_s);
    m_backspace->setIconName(u"backspace"_s);
    m_backspace->setAutoRepeat(true);
    m_enter = addKey(u"enter"_s);
    m_enter->setIconName(u"enter"_s);
    grid->addWidget(m_backspace, 0, toolColumn, 2, 1);
    grid->addWidget(m_enter, 2, toolColumn, 2, 1);
    connect(m_backspace, &QAbstractButton::clicked, this, [this] { Q_EMIT keyPressed(Qt::Key_Backspace); });
    connect(m_enter, &QAbstractButton::clicked, this, [this] { Q_EMIT keyPressed(Qt::Key_Return); });
}

void KeyboardPanel::setUrdu(bool urdu)
{
    m_urdu = urdu;
    refresh();
}

void KeyboardPanel::setShift(bool shift)
{
    m_shift = shift;
    refresh();
}

void KeyboardPanel::setCanWriteUrdu(bool can) { m_script->setEnabled(can); }

void KeyboardPanel::refresh()
{
    qsizetype at = 0;
    for (const QList<UrduKey> &row : urduKeyRows())
        for (const UrduKey &key : row) {
            const QString latin = m_shift ? key.latinShifted : key.latin;
            const QString urdu = m_shift ? key.shifted : key.plain;
            m_letters.at(at++)->setFace(m_urdu ? urdu : latin,
                                        m_urdu && key.latin.isLetter() ? QString(key.latin) : QString());
        }
    m_shiftKey->setHeld(m_shift);
    m_shiftKey->setAccessibleName(tr("Shift"));
    m_script->setText(m_urdu ? u"ABC"_s : u"اردو"_s);
    m_script->setAccessibleName(m_urdu ? tr("Write English letters") : tr("Write Urdu letters"));
    m_space->setText(tr("Space"));
    m_space->setAccessibleName(m_space->text());
    m_hide->setText(tr("Hide"));
    m_hide->setAccessibleName(tr("Hide the keyboard"));
    m_backspace->setAccessibleName(tr("Delete the last letter"));
    m_enter->setAccessibleName(tr("Next field"));
}

void KeyboardPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Plate::changeEvent(event);
}

} // namespace indraj
