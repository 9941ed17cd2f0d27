#pragma once

#include "enrollment/actor.h"
#include "storage/storeerror.h"
#include "widgets/gate/gateframe.h"

class QCheckBox;
class QGridLayout;

namespace indraj {

class ActionButton;
class MessageLine;

/// The station is being made: busy first, then, in training, the generated pass phrases, shown once.
class FirstStartPage : public GateFrame {
    Q_OBJECT
public:
    struct Credential {
        Actor actor;
        QString passphrase;
    };
    explicit FirstStartPage(const StationNames &names, QWidget *parent = nullptr);
    void showPreparing();
    void showCredentials(const QList<Credential> &credentials);
    void showFailure(const QString &words);
    void enter() override;
    void leave() override; ///< forgets the pass phrases
    void trigger(const QString &actionId) override;

Q_SIGNALS:
    void acknowledged(); ///< "I have written these down"

protected:
    void retranslate() override;

private:
    void clearCredentials();
    QList<Credential> m_credentials;
    QString m_failure;
    QGridLayout *m_list;
    QList<QWidget *> m_rows;
    MessageLine *m_message;
    QCheckBox *m_written;
    ActionButton *m_continue;
};

/// Nothing can be done here: the store is damaged, open elsewhere, or the engine unfit. Says what to do.
class GateNotice : public GateFrame {
    Q_OBJECT
public:
    explicit GateNotice(const StationNames &names, QWidget *parent = nullptr);
    void setError(const StoreError &error);
    void trigger(const QString &actionId) override;

Q_SIGNALS:
    void quitRequested();

protected:
    void retranslate() override;

private:
    std::optional<StoreError> m_error;
    MessageLine *m_message;
    ActionButton *m_quit;
};

} // namespace indraj
