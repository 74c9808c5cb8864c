"""Forms of the diary, a module per thing that is filled in: cramp, day, visit, finding."""
