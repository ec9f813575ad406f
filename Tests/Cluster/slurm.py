#!/usr/bin/env python3
"""A sweep of 40 quick runs through a Slurm of its own, on one node of this machine that is killed and restarted on the way.

It must end with 39 records that are equal, byte for byte, to those of an undisturbed sweep without Slurm, one failed run, and the report
that a job makes after all others. Where Slurm is not there and cannot be installed it prints "skipped".
Usage: slurm.py DIP
"""
import glob
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import sweep

ITERATIONS = 150
LIMIT = 420
PROGRAMS = ["slurmctld", "slurmd", "sbatch", "squeue", "sinfo", "scontrol", "scancel"]

CONF = """\
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
SlurmUser=root
SlurmdUser=root
NodeName=localhost NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000
PartitionName=main Nodes=localhost Default=YES MaxTime=INFINITE State=UP
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
AuthType=auth/none
CredType=cred/none
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
ReturnToService=2
SlurmdParameters=config_overrides
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
SlurmdTimeout=10
KillWait=2
MessageTimeout=5
SchedulerParameters=batch_sched_delay=0,sched_interval=1
JobRequeue=1
MpiDefault=none
SwitchType=switch/none
"""


def free_port():
    with socket.socket() as test:
        test.bind(("127.0.0.1", 0))
        return test.getsockname()[1]


def missing():
    """The programs that are not there; a superuser's are looked for, too."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    return [name for name in PROGRAMS if not shutil.which(name)]


def install():
    if missing() and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "slurmctld", "slurmd", "slurm-client"],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return not missing()


class Cluster:
    """Controller and node in private folders; everything that it started can be told by its configuration."""

    def __init__(self, folder):
        self.folder, self.conf = folder, os.path.join(folder, "slurm.conf")
        for name in ("state", "spool"):
            os.makedirs(os.path.join(folder, name))
        with open(self.conf, "w") as file:
            file.write(CONF.format(folder=folder, controller=free_port(), node=free_port()))
        self.environment = dict(os.environ, SLURM_CONF=self.conf)
        self.controller = self.node = None

    def start(self):
        self.controller = self.daemon("slurmctld", "-D", "-c", "-f", self.conf)
        self.start_node()

    def start_node(self):
        self.node = self.daemon("slurmd", "-D", "-f", self.conf, "-N", "localhost")
        until(lambda: any(state in self.run("sinfo", "-h", "-o", "%T") for state in ("idle", "mixed", "allocated")), 60,
              lambda: "the node does not come up:\n" + self.logs())

    def daemon(self, *words):
        return subprocess.Popen(words, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def run(self, *words, **options):
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, **options).stdout

    def logs(self):
        return "".join(open(os.path.join(self.folder, f"{name}.log")).read()[-3000:] for name in ("slurmctld", "slurmd")
                       if os.path.exists(os.path.join(self.folder, f"{name}.log")))

    def processes(self):
        """All processes of jobs and of the node."""
        mark = f"SLURM_CONF={self.conf}".encode()
        found = []
        for name in os.listdir("/proc"):
            if not name.isdigit() or int(name) in (os.getpid(), self.controller.pid if self.controller else 0):
                continue
            try:
                with open(f"/proc/{name}/environ", "rb") as file:
                    if mark in file.read().split(b"\0"):
                        found.append(int(name))
            except OSError:
                pass
        return found

    def kill_node(self):
        """As when the power fails: the node's daemon, then what runs on it."""
        for pid in [self.node.pid] + self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.node.wait()

    def stop(self):
        if self.node:
            self.kill_node()
        if self.controller:
            self.controller.kill()
            self.controller.wait()


def until(condition, seconds, complaint):
    end = time.time() + seconds
    while not condition():
        if time.time() > end:
            sys.exit(complaint())
        time.sleep(0.2)


def check(cluster, dip, folder):
    spec = sweep.write_spec(folder, ITERATIONS)
    results, reference = os.path.join(folder, "slurm-results"), os.path.join(folder, "reference")
    subprocess.run([dip, "run", spec, "--results", reference, "-j", "2", "--threads", "1"], cwd=folder, capture_output=True)
    if sweep.complete(reference) != sweep.RUNS - 1:
        sys.exit("the sweep without Slurm did not end with one failure")

    def command(name, *options):
        return subprocess.run([dip, name] + (["--slurm"] if name == "submit" else []) + [spec, "--results", results] + list(options),
                              cwd=folder, env=cluster.environment, capture_output=True, text=True)

    shown = command("submit", "-n")
    if shown.returncode or "#SBATCH --requeue" not in shown.stdout or os.path.exists(results):
        sys.exit(f"dip submit -n must show the script and write nothing:\n{shown.stdout}{shown.stderr}")
    submitted = command("submit", "--array-limit", "2", "--time", "5")
    if submitted.returncode:
        sys.exit(f"dip submit failed: {submitted.stderr}\n{cluster.logs()}")
    print(submitted.stdout.splitlines()[0], flush=True)

    def progress():
        return f"{sweep.complete(results)} runs complete\n{command('status').stdout}\n{cluster.run('squeue', '-r')}\n{cluster.logs()}"

    until(lambda: sweep.complete(results) >= 5, 120, lambda: "Slurm makes no runs: " + progress())
    status = command("status").stdout
    if "Slurm: " not in status or "done" not in status:
        sys.exit("dip status must show runs and tasks:\n" + status)

    def log(task):
        """What a task, ARRAY_NUMBER, has written, in all its attempts."""
        paths = glob.glob(os.path.join(results, "slurm", "*", "logs", task.replace("_", "-") + ".txt"))
        return "".join(open(path).read() for path in paths)

    # What a task gets before its time limit; it must go on by itself. Its script has begun.
    running = cluster.run("squeue", "-h", "-r", "-t", "RUNNING", "-o", "%i").split()
    signalled = next((task for task in running if "attempt" in log(task)), None)
    if signalled:
        cluster.run("scancel", "--signal=USR2", "--batch", signalled)
        # Or the signal came when its run had ended.
        ends = ["the time limit is near: requeued", "1 completed", "1 failed"]
        until(lambda: any(end in log(signalled) for end in ends), 60,
              lambda: f"the task with the signal of the time limit did not put itself into the queue again:\n{log(signalled)}\n{progress()}")
    time.sleep(2)
    # In the middle of a run, which its claim shows.
    until(lambda: any(os.path.exists(os.path.join(folder, "claim")) for folder in sweep.folders(results)), 30,
          lambda: "no run is at work: " + progress())
    before = sweep.complete(results)
    cluster.kill_node()
    time.sleep(3)
    if sweep.complete(results) not in (before, before + 1, before + 2):
        sys.exit("runs go on although the node is dead")
    print(f"node killed with {sweep.complete(results)} runs complete; restarted", flush=True)
    cluster.start_node()

    def finish():
        until(lambda: not cluster.run("squeue", "-h", "-r").strip(), LIMIT, lambda: "the jobs do not end: " + progress())

    finish()
    lost = sweep.RUNS - 1 - sweep.complete(results)
    if lost:
        # Slurm does not queue a task again that was just ending when its node died; the same command submits what is missing.
        print(f"{lost} runs were lost with the node; submitted again", flush=True)
        again = command("submit", "--array-limit", "2", "--time", "5")
        if again.returncode:
            sys.exit(f"dip submit failed: {again.stderr}\n{cluster.logs()}")
        finish()
    wrong = sweep.wrong(results, reference)
    submissions = sorted(os.listdir(os.path.join(results, "slurm")), key=lambda name: os.path.getmtime(
        os.path.join(results, "slurm", name, "manifest.txt")))
    written = ""
    for submission in submissions:
        logs = os.path.join(results, "slurm", submission, "logs")
        written += "".join(open(os.path.join(logs, name)).read() for name in sorted(os.listdir(logs)))
    if "attempt 2" not in written:
        wrong.append("no task was put into the queue again")
    if not os.path.exists(os.path.join(results, "index.html")):
        wrong.append("the job that makes figures and the report did not follow")
    if len(submissions) != (2 if lost else 1):
        wrong.append(f"{len(submissions)} submissions in the results")
    with open(os.path.join(results, "slurm", submissions[0], "submission.json")) as file:
        if json.load(file)["runs"] != sweep.RUNS:
            wrong.append("the submission does not say how many runs it has")
    if wrong:
        sys.exit("\n".join(wrong) + "\n" + progress() + written[-4000:])
    print(f"{sweep.RUNS - 1} records as without Slurm, one failed run; {written.count('attempt 2')} tasks went on in a second attempt")


def main():
    dip = os.path.abspath(sys.argv[1])
    if os.geteuid() != 0 or not install():
        print("skipped: the check with Slurm needs the superuser and " + (", ".join(missing()) or "nothing else"))
        return
    with tempfile.TemporaryDirectory(prefix="dip-slurm-") as folder:
        cluster = Cluster(os.path.join(folder, "cluster"))
        try:
            cluster.start()
            check(cluster, dip, folder)
        finally:
            cluster.stop()


main()
