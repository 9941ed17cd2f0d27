#pragma once

#include "storage/secret.h"

#include <QWidget>

namespace indraj {

class MessageLine;
class PassphraseBox;

/// A new pass phrase, typed twice by the person whose it is.
class NewPassphrase : public QWidget {
    Q_OBJECT
public:
    explicit NewPassphrase(QWidget *parent = nullptr);
    bool isGood() const; ///< long enough and typed twice alike
    /// Says what is wrong, even where nothing was typed yet.
    void showProblem();
    SecretBytes take(); ///< empties both boxes
    void clear();
    QString message() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void judge(bool insist);
    void retranslate();
    PassphraseBox *m_first;
    PassphraseBox *m_second;
    MessageLine *m_strength;
    MessageLine *m_match;
};

} // namespace indraj
