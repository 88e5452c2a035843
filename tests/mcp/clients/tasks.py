"""The client of the tasks extension takes deploy, redeploy, rollback, creating an add-on and waiting as tasks of `paas mcp`, in both
formats: to their ends, cancelled, and found again by another server. It validates every message itself.
usage: tasks.py [legacy] [modern]"""
import json
import os
import shutil
import subprocess
import sys

import kit

GIT = "https://github.com/ada/"
# call, how, whether it is a task, how it ends, what its text holds
CALLS = [
    (["paas_deploy", {"name": "blog", "gitRepo": GIT + "blog.git", "wait": True}], "task", "completed", '"status":"success"'),
    # of a failed one the client of 2025-11-25 keeps the status alone
    (["paas_deploy", {"name": "blog2", "gitRepo": GIT + "blog-broken.git", "wait": True}], "task", None, ""),
    (["paas_redeploy", {"app": "shop-web", "wait": True}], "task", "completed", '"status":"success"'),
    (["paas_rollback", {"app": "shop-web", "deploymentId": "e4q8r5y2hs", "wait": True}], "task", "completed", '"status":"success"'),
    (["paas_create_addon", {"name": "more-db", "type": "mysql", "wait": True}], "task", "completed", '"status":"running"'),
    (["paas_deploy", {"name": "again", "gitRepo": GIT + "again.git", "wait": True}, {"again": True}], "task", "completed",
     '"status":"success"'),
    (["paas_redeploy", {"app": "shop-api", "wait": True}, {"cancel": True}], "task", None, ""),
    (["paas_wait_deployment", {"deployment": "shop-api"}], "task", "completed", '"status":"success"'),
    (["paas_wait_deployment", {"deployment": "d7m2q9xk4t"}], None, "completed", '"status":"success"'),
    (["paas_deploy", {"name": "blog3", "gitRepo": GIT + "blog.git"}], None, "completed", '"status":'),
    (["paas_list_apps", {}], "immediate", "completed", '"apps"'),
]


def main():
    folder, node = kit.npm("clients")
    # its imports are found beside it
    program = shutil.copy(os.path.join(kit.HERE, "tasks.mjs"), folder)
    paas = kit.Paas()
    table = os.path.join(kit.FOLDER, "tasks.json")
    with open(table, "w") as file:
        json.dump([call for call, *_ in CALLS], file)
    bad = 0
    for era in sys.argv[1:] or ("legacy", "modern"):
        sandbox = kit.Sandbox(paas, speed="0.3")
        home = sandbox.home("tasks")
        paas.train(home)
        done = subprocess.run([node, program, era, paas.launcher(home), table], cwd=folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
        said = [json.loads(line) for line in done.stdout.splitlines()]
        print(f"{era}: {json.dumps(said[0]) if said else done.stderr[-500:]}")
        for (call, kind, status, text), answer in zip(CALLS, said[1:] + [{"thrown": "no answer"}] * len(CALLS)):
            whole = f"{answer.get('text')} {answer.get('failed')}"
            good = "thrown" not in answer and kind in (None, answer["kind"]) and status in (None, answer["status"]) and text in whole
            bad += not good
            print(f"  {'ok   ' if good else 'FAULT'} {call[0]:22} {json.dumps(call[2]) if len(call) > 2 else '':16} "
                  f"{answer.get('kind')} after {answer.get('taken')} ms, {answer.get('status')} after {answer.get('took')} ms"
                  + (", isError" if answer.get("error") else "") + (f": {answer['says']}" if answer.get("says") else ""))
            if not good:
                print("       ", json.dumps(answer)[:900])
        sandbox.end()
    kit.verdict(not bad, f"{bad} calls were not what they should be" if bad
                else "every task came to its end, in both formats, after a restart, too")


main()
