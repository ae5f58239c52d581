/* Which characters are written, as the environment asks for it. */
#ifndef CLI_CHARSET_H
#define CLI_CHARSET_H

enum charset_state {
    CHARSET_FOUND,
    CHARSET_REPLACED,           /* it is not installed, another in UTF-8 is */
    CHARSET_MISSING,            /* it is not installed; C is used */
};

/* Take LC_CTYPE, and nothing else, from the environment.  Once, before
 * anything is written. */
void charset_take(void);

/* What came of it, and the name that was asked for: from the environment. */
enum charset_state charset_state(void);
const char *charset_wanted(void);

#endif
