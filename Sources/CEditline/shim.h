#ifndef CEDITLINE_SHIM_H
#define CEDITLINE_SHIM_H

/* Swift cannot call variadic C. Each function here names one operation of el_wset, el_wget or history_w,
 * so that the compiler checks what libedit takes on trust. Always the wide variant: a reader registered
 * by the narrow one would be handed a narrower character than it writes. */

#include <histedit.h>

/* libedit counts cells by this; the C headers declare it only where X/Open is asked for. */
int wcwidth(wchar_t character);

/* histedit.h promises these types in comments only. */
typedef wchar_t *(*ceditline_prompt_function)(EditLine *);
typedef unsigned char (*ceditline_command)(EditLine *, wint_t);

/* The slot by which a C callback finds its object, so that nothing has to be global. */
static inline int ceditline_set_client_data(EditLine *el, void *data) { return el_wset(el, EL_CLIENTDATA, data); }
static inline void *ceditline_client_data(EditLine *el) {
    void *data = NULL;
    return el_wget(el, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

/* Our own reader is where waiting, printing above the prompt and signals meet. */
static inline int ceditline_set_reader(EditLine *el, el_rfunc_t reader) { return el_wset(el, EL_GETCFN, reader); }
/* The plain EL_PROMPT counts escape sequences as cells; this one skips what stands between marks. */
static inline int ceditline_set_prompt(EditLine *el, ceditline_prompt_function prompt, wchar_t mark) {
    return el_wset(el, EL_PROMPT_ESC, prompt, (int)mark);
}
/* Narrow in both variants; until it is called libedit believes the environment's TERM. */
static inline int ceditline_set_terminal(EditLine *el, const char *type) { return el_wset(el, EL_TERMINAL, type); }
static inline int ceditline_forget(EditLine *el, const wchar_t *name) { return el_wset(el, EL_SETTC, name, L"", NULL); }
/* "co" or "li": the size that libedit draws for, while the terminal may have another one already. */
static inline int ceditline_number(EditLine *el, const char *name, int *n) { return el_wget(el, EL_GETTC, name, n); }
/* L"emacs" or L"vi"; an editrc file may choose again, hence the question. */
static inline int ceditline_set_editor(EditLine *el, const wchar_t *name) { return el_wset(el, EL_EDITOR, name); }
static inline int ceditline_is_vi(EditLine *el) {
    const wchar_t *name = NULL;
    return el_wget(el, EL_EDITOR, &name) == 0 && name != NULL && name[0] == L'v';
}
/* "edit off" in an editrc file; libedit leaves it to its caller to look. */
static inline int ceditline_is_editing_enabled(EditLine *el) {
    int enabled = 1;
    return el_wget(el, EL_EDITMODE, &enabled) != 0 || enabled;
}

/* Before any binding to the name: an unknown one has corrupted the heap in old versions. libedit keeps
 * both pointers, so the texts must live as long as the editor. */
static inline int ceditline_add_command(EditLine *el, const wchar_t *name, const wchar_t *help, ceditline_command f) {
    return el_wset(el, EL_ADDFN, name, help, f);
}
/* The table of emacs mode and of vi's insert mode; a key that starts with a dash would be an option. */
static inline int ceditline_bind(EditLine *el, const wchar_t *key, const wchar_t *name) {
    return el_wset(el, EL_BIND, key, name, NULL);
}
/* The table of vi's command mode. */
static inline int ceditline_bind_in_vi_command_mode(EditLine *el, const wchar_t *key, const wchar_t *name) {
    return el_wset(el, EL_BIND, L"-a", key, name, NULL);
}
/* Edit mode (-d): Ctrl-C, Ctrl-Z, Ctrl-S are keys, CR and LF two of them. Between lines (-x): kept, unseen. */
static inline int ceditline_set_terminal_modes(EditLine *el) {
    return el_wset(el, EL_SETTY, L"-d", L"-isig", L"-ixon", L"-icrnl", L"-inlcr", NULL) |
           el_wset(el, EL_SETTY, L"-x", L"-icanon", L"-echo", L"-iexten", L"-icrnl", L"-inlcr", NULL);
}
/* Edit mode on and off in the middle of a line, around a suspension. */
static inline int ceditline_prepare_terminal(EditLine *el, int editing) { return el_wset(el, EL_PREP_TERM, editing); }
/* Draws prompt and line from the cursor on, whatever is on the screen. */
static inline int ceditline_refresh(EditLine *el) { return el_wset(el, EL_REFRESH); }

/* For the history commands that an editrc file may bind; ours look elsewhere. */
static inline int ceditline_use_history(EditLine *el, HistoryW *h) { return el_wset(el, EL_HIST, history_w, h); }
static inline int ceditline_history_set_size(HistoryW *history, int size) {
    return history_w(history, &(HistEventW){0}, H_SETSIZE, size);
}
static inline int ceditline_history_clear(HistoryW *history) { return history_w(history, &(HistEventW){0}, H_CLEAR); }
static inline int ceditline_history_enter(HistoryW *history, const wchar_t *line) {
    return history_w(history, &(HistEventW){0}, H_ENTER, line);
}

#endif
