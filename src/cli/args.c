/* A command line, taken apart by getopt_long(), which leaves the words to
 * us in their order. */
#include "cli/args.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "cli/say.h"

/* getopt_long() says 1 for a word; options begin behind that. */
#define CODE_BASE 256

const struct option_row option_rows[OPTION_COUNT] = {
    [OPTION_COURSE] = {"course", "DIR", "the course in folder DIR"},
    [OPTION_HELP] = {"help", NULL, "show this help"},
    [OPTION_VERSION] = {"version", NULL, "show the version"},
    [OPTION_SOLUTION] = {"solution", NULL, "the solution, not your own copy"},
    [OPTION_TWIN] = {"twin", NULL, "the same program in Python"},
    [OPTION_JSON] = {"json", NULL, "report as one JSON object"},
    [OPTION_PLAIN] = {"plain", NULL, "report at the end only, no styles"},
    [OPTION_LIMIT] = {"limit", "S", "stop a run after S seconds"},
    [OPTION_ALLOW] = {"allow", "LIMITS", "what it may take, as in memory=2G"},
    [OPTION_REPEAT] = {"repeat", "N", "run it N times: which results come?"},
    [OPTION_PRINT] = {"print", NULL, "only print the command that builds it"},
    [OPTION_CHECK] = {"check", NULL, "rehearse it, and name what goes wrong"},
    [OPTION_NOTES] = {"notes", NULL, "the notes, following the talk"},
    [OPTION_FILE] = {"file", "FILE", "that file, not your own copy"},
    [OPTION_WATCH] = {"watch", NULL, "check again each time a file is saved"},
    [OPTION_UNTIMED] = {"untimed", NULL, "without the speed rung"},
    [OPTION_ALL] = {"all", NULL, "all of them, the bound ones too"},
    [OPTION_UNDO] = {"undo", NULL, "bring back what was reset last"},
    [OPTION_SIZE] = {"size", "COLSxROWS", "for a screen of that size"},
    [OPTION_QUICK] = {"quick", NULL, "only what can be read: build nothing"},
};

void
args_release(struct args *args)
{
    free(args->words);
    args->words = NULL;
    args->nwords = 0;
}

static void
fill_long_options(struct option *options, unsigned allowed)
{
    size_t count = 0;

    for (int id = 0; id < OPTION_COUNT; id++) {
        if (!(allowed & OPTION_BIT(id)))
            continue;
        options[count++] = (struct option){
            .name = option_rows[id].name,
            .has_arg = option_rows[id].value ? required_argument : no_argument,
            .val = CODE_BASE + id,
        };
    }
    options[count] = (struct option){0};
}

static int
complain_unknown(const char *given, unsigned allowed)
{
    const char *bare = given + strspn(given, "-");
    size_t len = strcspn(bare, "=");
    char *name = mem_copy_n(bare, len);
    struct near near;

    near_init(&near, name);
    for (int id = 0; id < OPTION_COUNT; id++)
        if (allowed & OPTION_BIT(id))
            near_offer(&near, option_rows[id].name);
    if (near.name)
        complain(0, given, "no such option; did you mean --%s?", near.name);
    else
        complain(0, given, "no such option; see racecourse --help");
    free(name);
    return -1;
}

/* What getopt_long() did not like: the argument that it has just read. */
static int
complain_about(int code, char **argv, unsigned allowed)
{
    int id = optopt - CODE_BASE;
    char letter[3] = {'-', (char)optopt, '\0'};

    if (code == ':' && id >= 0)
        complain(0, argv[optind - 1], "needs a value: --%s %s",
                 option_rows[id].name, option_rows[id].value);
    else if (id >= 0 && id < OPTION_COUNT)
        complain(0, argv[optind - 1], "takes no value");
    else if (optopt)
        complain(0, letter, "no such option; see racecourse --help");
    else
        return complain_unknown(argv[optind - 1], allowed);
    return -1;
}

/* `last` is the newest option's value, which may be "--" as well. */
static void
take_rest(struct args *args, int argc, char **argv, const char *last)
{
    if (argv[optind - 1] == last || strcmp(argv[optind - 1], "--") != 0)
        return;
    args->rest = argv + optind;
    args->nrest = (size_t)(argc - optind);
}

int
args_parse(struct args *args, int argc, char **argv, unsigned allowed,
           unsigned flags)
{
    struct option options[OPTION_COUNT + 1];
    const char *letters = flags & ARGS_FIRST_WORD ? "+:h" : "-:h";
    const char *last = NULL;
    int code;

    fill_long_options(options, allowed);
    args->words = mem_resize(args->words, (size_t)argc + 1, sizeof(char *));
    opterr = 0;
    optind = 0; /* glibc: begin anew */
    while ((code = getopt_long(argc, argv, letters, options, NULL)) != -1) {
        last = code == 1 ? NULL : optarg;
        if (code == 1)
            args->words[args->nwords++] = optarg;
        else if (code == 'h')
            args->values[OPTION_HELP] = "";
        else if (code >= CODE_BASE)
            args->values[code - CODE_BASE] = optarg ? optarg : "";
        else
            return complain_about(code, argv, allowed);
    }
    if (flags & ARGS_REST)
        take_rest(args, argc, argv, last);
    else if (!(flags & ARGS_FIRST_WORD))
        while (optind < argc)
            args->words[args->nwords++] = argv[optind++];
    return optind;
}
